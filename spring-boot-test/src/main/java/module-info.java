/* SPDX-License-Identifier: Apache-2.0 */
/** Scripted verdicts, assertions and a clock for tests of Spring Boot applications. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"
}) // Spring's jars carry a module name and no descriptor.
module io.github.notdisposable.spring.test {
    requires transitive io.github.notdisposable;
    requires transitive io.github.notdisposable.spring;
    requires transitive io.github.notdisposable.testkit;
    requires static transitive org.jspecify;
    requires static transitive org.assertj.core;
    requires spring.beans;
    requires transitive spring.boot.autoconfigure;
    requires spring.context;
    requires spring.core;
    requires static transitive spring.test;

    exports io.github.notdisposable.spring.test;

    opens io.github.notdisposable.spring.test to
            spring.beans,
            spring.context,
            spring.core;
}
