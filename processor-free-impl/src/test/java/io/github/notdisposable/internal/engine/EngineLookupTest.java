/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.fixtures.LogCapture;
import io.github.notdisposable.spi.NotDisposableEngine;
import io.github.notdisposable.spi.NotDisposableEngines;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which engine a validator gets that is created on a thread with another context class loader, as those of the common pool may have. */
final class EngineLookupTest {

    private final EmailChecker checker = EmailChecker.builder().build();
    private final NotDisposableEngine engine = CheckerEngine.of(checker);

    @AfterEach
    void closeTheChecker() {
        checker.close();
    }

    @Test
    void findsTheEngineOfTheLibrarysOwnClassLoaderOnAThreadWithAnother() throws Exception {
        ClassLoader foreign = ClassLoader.getPlatformClassLoader();
        try (NotDisposableEngines.Registration here =
                within(NotDisposableEngines.class.getClassLoader(), this::registered)) {
            assertThat(here).isNotNull();
            assertThat(within(foreign, NotDisposableEngines::current)).isSameAs(engine);
        }
        NotDisposableEngines.release(foreign);
    }

    @Test
    void prefersTheEngineOfTheContextClassLoader() throws Exception {
        EmailChecker other = EmailChecker.builder().build();
        NotDisposableEngine others = CheckerEngine.of(other);
        try (URLClassLoader application = emptyLoader(getClass().getClassLoader());
                NotDisposableEngines.Registration here = within(getClass().getClassLoader(), this::registered);
                NotDisposableEngines.Registration there =
                        within(application, () -> NotDisposableEngines.register(others))) {
            assertThat(List.of(here, there)).doesNotContainNull();
            assertThat(within(application, NotDisposableEngines::current)).isSameAs(others);
        }
        other.close();
    }

    @Test
    void warnsOnceWhereAnEngineIsRegisteredElsewhereAndTheDefaultsAreUsed() throws Exception {
        List<String> warnings = warningsOf(() -> {
            try (URLClassLoader application = emptyLoader(getClass().getClassLoader());
                    URLClassLoader foreign = emptyLoader(null);
                    NotDisposableEngines.Registration there = within(application, this::registered)) {
                assertThat(there).isNotNull();
                assertThat(within(foreign, NotDisposableEngines::current)).isInstanceOf(DefaultEngine.class);
                assertThat(within(foreign, NotDisposableEngines::current)).isInstanceOf(DefaultEngine.class);
                NotDisposableEngines.release(foreign);
            }
            return null;
        });

        assertThat(warnings).singleElement().asString().contains("WARN").contains("context class loader");
    }

    @Test
    void isSilentWhereNobodyRegisteredAnEngine() throws Exception {
        List<String> warnings = warningsOf(() -> {
            try (URLClassLoader foreign = emptyLoader(null)) {
                assertThat(within(foreign, NotDisposableEngines::current)).isInstanceOf(DefaultEngine.class);
                NotDisposableEngines.release(foreign);
            }
            return null;
        });

        assertThat(warnings).isEmpty();
    }

    private static List<String> warningsOf(Callable<?> work) throws Exception {
        LogCapture log = new LogCapture();
        try {
            work.call();
        } finally {
            log.close();
        }
        return log.lines();
    }

    private NotDisposableEngines.Registration registered() {
        return NotDisposableEngines.register(engine);
    }

    private static URLClassLoader emptyLoader(ClassLoader parent) {
        return new URLClassLoader(new URL[0], parent);
    }

    private static <T> T within(ClassLoader context, Callable<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
