/* SPDX-License-Identifier: Apache-2.0 */
/** The checker behind {@link io.github.notdisposable.NotDisposable}: addresses, verdicts, bundled data and backends. */
@SuppressWarnings("module") // The modules that stand on this one are not there when it is compiled.
module io.github.notdisposable {
    requires transitive io.github.notdisposable.annotations;
    requires io.github.notdisposable.data;
    requires static transitive org.jspecify;
    requires static org.hibernate.validator;
    requires static context.propagation;
    requires transitive java.net.http;
    requires com.github.benmanes.caffeine;
    requires org.dnsjava;

    exports io.github.notdisposable.abuse;
    exports io.github.notdisposable.address;
    exports io.github.notdisposable.backend;
    exports io.github.notdisposable.checker;
    exports io.github.notdisposable.client;
    exports io.github.notdisposable.config;
    exports io.github.notdisposable.embedded;
    exports io.github.notdisposable.http;
    exports io.github.notdisposable.internal to
            io.github.notdisposable.jcache,
            io.github.notdisposable.redis,
            io.github.notdisposable.services;
    exports io.github.notdisposable.internal.backend to
            io.github.notdisposable.services;
    exports io.github.notdisposable.internal.http to
            io.github.notdisposable.services;
    exports io.github.notdisposable.internal.sharing to
            io.github.notdisposable.jcache,
            io.github.notdisposable.redis;

    uses io.github.notdisposable.backend.EmailBackend;
    uses io.github.notdisposable.config.BackendProvider;
    uses io.github.notdisposable.config.SettingsSourceProvider;
    uses io.github.notdisposable.config.SharedStoresProvider;

    provides io.github.notdisposable.spi.NotDisposableEngine with
            io.github.notdisposable.internal.engine.DefaultEngine;
}
