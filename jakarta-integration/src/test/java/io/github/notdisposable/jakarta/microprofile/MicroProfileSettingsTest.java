/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.microprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.notdisposable.config.ConfigurationException;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With SmallRye Config. */
class MicroProfileSettingsTest {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path folder;

    private URLClassLoader application;

    @BeforeEach
    void enterAnApplication() throws IOException {
        Files.createDirectories(folder.resolve("META-INF"));
        application = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(application);
    }

    @AfterEach
    void leaveTheApplication() throws IOException {
        System.clearProperty("notdisposable.deadline");
        ConfigProviderResolver.instance().releaseConfig(ConfigProvider.getConfig(application));
        Thread.currentThread().setContextClassLoader(before);
        application.close();
    }

    @Test
    void comesAfterSystemPropertiesAndBeforeTheFileOfTheApplication() throws IOException {
        System.setProperty("notdisposable.deadline", "1s");
        write("notdisposable.properties", "notdisposable.block=file.example");
        Settings settings = configured("notdisposable.deadline=2s", "notdisposable.block=config.example");

        assertThat(settings.get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.get(SettingsCatalog.BLOCK)).containsExactly("config.example");
        assertThat(settings.placeOf(SettingsCatalog.BLOCK)).contains("MicroProfile Config");
    }

    @Test
    void readsExpressionsEmptyValuesIndexedKeysAndEscapedCommas() throws IOException {
        Settings settings = configured(
                "time=3s",
                "notdisposable.deadline=${time}",
                "notdisposable.when-unavailable=",
                "notdisposable.allow[0]=one.example",
                "notdisposable.allow[1]=two.example",
                "notdisposable.embedded.refresh.urls=https://lists.example/a\\\\,b.txt,https://lists.example/c.txt");

        assertThat(settings.get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.placeOf(SettingsCatalog.WHEN_UNAVAILABLE)).isEmpty();
        assertThat(settings.get(SettingsCatalog.ALLOW)).containsExactly("one.example", "two.example");
        assertThat(settings.get(SettingsCatalog.EMBEDDED_REFRESH_URLS))
                .hasToString("[https://lists.example/a,b.txt, https://lists.example/c.txt]");
    }

    @Test
    void reportsAnExpressionThatCannotBeResolvedAndAMisspeltKey() {
        assertThatThrownBy(() -> configured("notdisposable.deadline=${undefined.key}", "notdisposable.dedline=2s"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "notdisposable.deadline (MicroProfile Config) refers to a property that is not set")
                .hasMessageContaining("did you mean notdisposable.deadline?");
    }

    @Test
    void namesTheKeyAlsoWhereAnOptionalReadThrowsAsWithHelidon() {
        Config real = ConfigProvider.getConfig(before);
        Config helidon =
                (Config) Proxy.newProxyInstance(before, new Class<?>[] {Config.class}, (proxy, method, arguments) -> {
                    if (arguments != null && "notdisposable.block".equals(arguments[0])) {
                        throw new NoSuchElementException("Property undefined.key used in expression does not exist");
                    }
                    return method.invoke(real, arguments);
                });

        assertThatThrownBy(() -> Settings.of(new ConfigValues(helidon).source()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("notdisposable.block (MicroProfile Config) refers to a property that is not set");
    }

    @Test
    void belongsToTheApplicationOfTheContextClassLoader() throws IOException {
        write("microprofile-config.properties", "notdisposable.block=config.example");
        Thread.currentThread().setContextClassLoader(before);

        assertThat(Settings.load().get(SettingsCatalog.BLOCK)).isEmpty();
    }

    private Settings configured(String... lines) throws IOException {
        write("microprofile-config.properties", String.join("\n", lines));
        return Settings.load();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve("META-INF").resolve(file), text);
    }
}
