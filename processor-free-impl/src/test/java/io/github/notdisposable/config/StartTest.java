/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Array;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a checker with the defaults brings into a process. */
class StartTest {

    @Test
    void theDefaultsNeedNeitherACacheNorADnsClientNorAnHttpClient() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Recorder recorder = new Recorder()) {
            Class<?> settings = recorder.loadClass(Settings.class.getName());
            Object defaults = settings.getMethod(
                            "of",
                            recorder.loadClass(SettingsSource.class.getName()).arrayType())
                    .invoke(null, recorder.none());
            Object configured = recorder.loadClass(ConfiguredChecker.class.getName())
                    .getMethod("of", settings)
                    .invoke(null, defaults);
            Object checker = configured.getClass().getMethod("checker").invoke(configured);
            checker.getClass().getMethod("check", CharSequence.class).invoke(checker, "bob@mailinator.com");

            assertThat(recorder.asked).contains("io.github.notdisposable.embedded.EmbeddedBackend");
            assertThat(recorder.asked)
                    .noneMatch(startsWith("com.github.benmanes.caffeine."))
                    .noneMatch(startsWith("org.xbill.DNS."))
                    .noneMatch(startsWith("org.slf4j."))
                    .noneMatch(startsWith("com.fasterxml.jackson."))
                    .noneMatch(startsWith("java.net.http."));
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .noneMatch(thread -> thread.getName().startsWith("notdisposable-"));
        }
    }

    private static Predicate<String> startsWith(String name) {
        return asked -> asked.startsWith(name);
    }

    /** Loads the class path once more, and records what is asked for. */
    private static final class Recorder extends URLClassLoader {

        final Set<String> asked = new ConcurrentSkipListSet<>();

        Recorder() throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        Object none() throws ClassNotFoundException {
            return Array.newInstance(loadClass(SettingsSource.class.getName()), 0);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(new File(entry).toURI().toURL());
            }
            return urls.toArray(URL[]::new);
        }
    }
}
