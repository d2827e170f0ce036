/* SPDX-License-Identifier: Apache-2.0 */
/** Binds {@link io.github.notdisposable.NotDisposable} to a Spring Boot application. */
// Spring's jars carry a module name and no descriptor, and one of the two Jacksons is absent.
@SuppressWarnings({"module", "requires-transitive-automatic"})
module io.github.notdisposable.spring {
    requires transitive io.github.notdisposable;
    requires io.github.notdisposable.jakarta;
    requires io.github.notdisposable.services;
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires spring.beans;
    requires spring.boot;
    requires transitive spring.boot.autoconfigure;
    requires spring.context;
    requires spring.core;
    requires static jakarta.servlet;
    requires static context.propagation;
    requires static org.reactivestreams;
    requires static reactor.core;
    requires static jakarta.persistence;
    requires static spring.orm;
    requires static spring.web;
    requires static micrometer.core;
    requires static micrometer.observation;
    requires static spring.boot.actuator;
    requires static spring.boot.actuator.autoconfigure;
    requires static spring.boot.health;

    exports io.github.notdisposable.spring;
    exports io.github.notdisposable.spring.reactive;

    opens io.github.notdisposable.spring to
            spring.beans,
            spring.context,
            spring.core;
    opens io.github.notdisposable.spring.reactive to
            spring.beans,
            spring.context,
            spring.core;
    opens io.github.notdisposable.spring.servlet to
            spring.beans,
            spring.context,
            spring.core;
    opens io.github.notdisposable.spring.actuate to
            spring.beans,
            spring.boot.actuator,
            spring.context,
            spring.core,
            com.fasterxml.jackson.databind,
            tools.jackson.databind;
    opens io.github.notdisposable.spring.jpa to
            spring.beans,
            spring.context,
            spring.core;
    opens io.github.notdisposable.spring.web to
            spring.beans,
            spring.context,
            spring.core,
            spring.web;
}
