/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DaemonThreadsTest {

    @Test
    void namesAndNumbersThreadsThatDoNotKeepTheJvmRunning() {
        ThreadFactory threads = DaemonThreads.named("test");

        assertThat(threads.newThread(() -> {}).getName()).isEqualTo("notdisposable-test-1");
        assertThat(threads.newThread(() -> {}).getName()).isEqualTo("notdisposable-test-2");
        assertThat(threads.newThread(() -> {}).isDaemon()).isTrue();
    }

    @Test
    void inheritsNothingOfTheApplicationThatHappensToStartAThread() throws Exception {
        InheritableThreadLocal<String> ofTheApplication = new InheritableThreadLocal<>();
        AtomicReference<String> inherited = new AtomicReference<>("unset");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(new URL[0])) {
            ofTheApplication.set("request");
            Thread.currentThread().setContextClassLoader(application);

            Thread thread = DaemonThreads.named("test").newThread(() -> inherited.set(ofTheApplication.get()));
            assertThat(thread.getContextClassLoader()).isSameAs(DaemonThreads.class.getClassLoader());
            thread.start();
            thread.join();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            ofTheApplication.remove();
        }

        assertThat(inherited).hasNullValue();
    }
}
