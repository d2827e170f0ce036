/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

/** Finds the classes of Spring Boot that bear one name in version 3.5 and another in version 4. */
public final class Boot {

    private Boot() {}

    /** Returns the auto-configuration of the validator. */
    public static Class<?> validationAutoConfiguration() {
        return either(
                "org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration",
                "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration");
    }

    /** Returns the factory of a server on Netty. */
    public static Class<?> nettyServerFactory() {
        return either(
                "org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory",
                "org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory");
    }

    private static Class<?> either(String in3, String in4) {
        try {
            return Class.forName(in3);
        } catch (ClassNotFoundException moved) {
            try {
                return Class.forName(in4);
            } catch (ClassNotFoundException absent) {
                throw new AssertionError("Neither Spring Boot 3.5 nor 4 is on the class path", absent);
            }
        }
    }
}
