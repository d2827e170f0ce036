/* SPDX-License-Identifier: Apache-2.0 */
package example;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application as it is deployed, with settings that the build did not know. */
class PackagedApplicationIT {

    @TempDir
    private Path folder;

    @Test
    void readsSettingsWhenItStartsAndNotWhenItIsBuilt() throws IOException {
        // For both variables SmallRye Config lists a name that no setting has, such as notdisposable.client.ip.mode.
        try (Application application = start(
                "%prod.notdisposable.block=${refused}\nrefused=runtime.example",
                Map.of("NOTDISPOSABLE_CLIENT_IP_MODE", "peer", "NOTDISPOSABLE_WHEN_UNAVAILABLE", "reject"))) {
            SignUpTest.post("bob@runtime.example", "en").statusCode(400);
            SignUpTest.post("bob@blocked.example", "en").statusCode(200);
        }
    }

    @Test
    void doesNotStartWithASettingThatIsNotKnown() throws Exception {
        try (Application application = start("notdisposable.blok=runtime.example", Map.of())) {
            assertNotEquals(0, application.end());
            assertTrue(
                    application.log().contains("notdisposable.blok (MicroProfile Config) is not a setting;"
                            + " did you mean notdisposable.block?"),
                    application.log());
        }
    }

    private Application start(String settings, Map<String, String> variables) throws IOException {
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(folder.resolve("config/application.properties"), settings);
        return Application.start(
                folder,
                variables,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=0",
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath().toString()));
    }
}
