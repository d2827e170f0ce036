/* SPDX-License-Identifier: Apache-2.0 */
/** NotDisposable in Jakarta EE: one package for each API, each of which may be absent. */
@SuppressWarnings("module") // The starter, for which a package is exported, is not there when this one is compiled.
module io.github.notdisposable.jakarta {
    requires transitive io.github.notdisposable;
    requires static transitive org.jspecify;
    requires static jakarta.servlet;
    requires static jakarta.ws.rs;
    requires static jakarta.annotation;
    requires static jakarta.cdi;
    requires static jakarta.inject;

    exports io.github.notdisposable.jakarta.cdi;
    exports io.github.notdisposable.jakarta.internal to
            io.github.notdisposable.spring;
    exports io.github.notdisposable.jakarta.rest;
    exports io.github.notdisposable.jakarta.servlet;

    provides io.github.notdisposable.config.SettingsSourceProvider with
            io.github.notdisposable.jakarta.microprofile.MicroProfileSettings;
    provides jakarta.enterprise.inject.spi.Extension with
            io.github.notdisposable.jakarta.cdi.NotDisposableExtension;
    provides jakarta.servlet.ServletContainerInitializer with
            io.github.notdisposable.jakarta.servlet.ClientIpInitializer,
            io.github.notdisposable.jakarta.servlet.EngineRelease;
}
