/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.internal;

/** Tells whether the Spring Boot starter sets up an application, which then needs nothing else to do so. */
public final class SpringStarter {

    private static final String STARTER = "io/github/notdisposable/spring/NotDisposableAutoConfiguration.class";

    private SpringStarter() {}

    /**
     * Returns whether the starter is there.
     *
     * @param application the application's class loader
     * @return whether it finds the starter
     */
    public static boolean isIn(ClassLoader application) {
        return application.getResource(STARTER) != null;
    }
}
