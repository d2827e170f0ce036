/* SPDX-License-Identifier: Apache-2.0 */
/** Backends that ask a service: user.cleaning, StopReg and any other that answers in JSON. */
module io.github.notdisposable.services {
    requires transitive io.github.notdisposable;
    requires static transitive org.jspecify;
    requires transitive java.net.http;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires io.github.resilience4j.bulkhead;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;

    exports io.github.notdisposable.resilience;
    exports io.github.notdisposable.services;

    provides io.github.notdisposable.config.BackendProvider with
            io.github.notdisposable.services.ServicesProvider;
}
