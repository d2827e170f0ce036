/* SPDX-License-Identifier: Apache-2.0 */
/** Checks backends and stores against their contracts. */
module io.github.notdisposable.testkit {
    requires transitive io.github.notdisposable;
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires static org.junit.jupiter.params;

    exports io.github.notdisposable.testkit;
}
