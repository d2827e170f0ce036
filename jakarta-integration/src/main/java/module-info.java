/* SPDX-License-Identifier: Apache-2.0 */
/** NotDisposable in Jakarta EE: one package for each API, each of which may be absent. */
module io.github.notdisposable.jakarta {
    requires transitive io.github.notdisposable;
    requires static transitive org.jspecify;
    requires static jakarta.servlet;
    requires static jakarta.ws.rs;
    requires static jakarta.annotation;
    requires static jakarta.el;

    exports io.github.notdisposable.jakarta.faces;
    exports io.github.notdisposable.jakarta.rest;
    exports io.github.notdisposable.jakarta.servlet;

    provides jakarta.servlet.ServletContainerInitializer with
            io.github.notdisposable.jakarta.servlet.EngineRelease;
}
