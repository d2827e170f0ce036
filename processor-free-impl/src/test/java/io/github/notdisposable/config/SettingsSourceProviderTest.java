/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsSourceProviderTest {

    @TempDir
    private Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void enterAnApplication() throws IOException {
        Files.createDirectories(folder.resolve("META-INF/services"));
        Thread.currentThread()
                .setContextClassLoader(
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}, before));
    }

    @AfterEach
    void leaveTheApplication() throws IOException {
        System.clearProperty("notdisposable.deadline");
        ((URLClassLoader) Thread.currentThread().getContextClassLoader()).close();
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void comesAfterSystemPropertiesAndBeforeTheFile() throws IOException {
        write("notdisposable.properties", "notdisposable.allow=file.example\nnotdisposable.block=file.example");
        provide(Second.class, First.class);
        System.setProperty("notdisposable.deadline", "1s");

        Settings settings = Settings.load();

        assertThat(settings.get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.get(SettingsCatalog.ALLOW)).containsExactly("first.example");
        assertThat(settings.placeOf(SettingsCatalog.ALLOW)).contains("first");
        assertThat(settings.get(SettingsCatalog.REQUEST_LOOKUPS)).isEqualTo(2);
        assertThat(settings.get(SettingsCatalog.BLOCK)).containsExactly("file.example");
    }

    @Test
    void reportsWhatCannotBeReadOrMade() throws IOException {
        provide(Broken.class);
        assertThatThrownBy(Settings::load)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith(Broken.class.getName() + " cannot read its settings: no such vault");
        write("services/" + SettingsSourceProvider.class.getName(), "com.example.Missing");
        assertThatThrownBy(Settings::load)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("A provider of settings that ServiceLoader found cannot be made: ")
                .hasMessageContaining("com.example.Missing");
    }

    private void provide(Class<?>... providers) throws IOException {
        StringBuilder names = new StringBuilder();
        for (Class<?> provider : providers) {
            names.append(provider.getName()).append('\n');
        }
        write("services/" + SettingsSourceProvider.class.getName(), names.toString());
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve("META-INF").resolve(file), text);
    }

    /** Has the application's class loader, and the lower order. */
    public static final class First implements SettingsSourceProvider {

        @Override
        public int order() {
            return -1;
        }

        @Override
        public Optional<SettingsSource> source(ClassLoader application) {
            assertThat(application).isSameAs(Thread.currentThread().getContextClassLoader());
            return Optional.of(SettingsSource.of(
                    "first", Map.of("notdisposable.allow", "first.example", "notdisposable.deadline", "2s")));
        }
    }

    public static final class Second implements SettingsSourceProvider {

        @Override
        public Optional<SettingsSource> source(ClassLoader application) {
            return Optional.of(SettingsSource.of(
                    "second", Map.of("notdisposable.allow", "second.example", "notdisposable.request-lookups", "2")));
        }
    }

    public static final class Broken implements SettingsSourceProvider {

        @Override
        public Optional<SettingsSource> source(ClassLoader application) {
            throw new IllegalArgumentException("no such vault");
        }
    }
}
