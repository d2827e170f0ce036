/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.spi.NotDisposableEngine;
import io.github.notdisposable.spi.NotDisposableEngines;
import jakarta.servlet.ServletContainerInitializer;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ServiceLoader;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

class EngineReleaseTest {

    @Test
    void isFoundByContainers() {
        assertThat(ServiceLoader.load(ServletContainerInitializer.class))
                .hasAtLeastOneElementOfType(EngineRelease.class);
    }

    @Test
    void letsGoOfTheEngineOfAnApplicationThatEnds() throws Exception {
        try (URLClassLoader application =
                        new URLClassLoader(new URL[0], getClass().getClassLoader());
                URLClassLoader other = new URLClassLoader(new URL[0], getClass().getClassLoader())) {
            ServletContextHandler context = new ServletContextHandler("/");
            context.setClassLoader(application);
            context.addServletContainerInitializer(new EngineRelease());
            Server server = new Server(0);
            server.setHandler(context);
            server.start();
            NotDisposableEngine used = engineOf(application);
            NotDisposableEngine ofTheOther = engineOf(other);
            assertThat(engineOf(application)).isSameAs(used);

            server.stop();

            assertThat(engineOf(application)).isNotSameAs(used);
            assertThat(engineOf(other)).isSameAs(ofTheOther);
        }
    }

    private static NotDisposableEngine engineOf(ClassLoader application) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            return NotDisposableEngines.current();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
