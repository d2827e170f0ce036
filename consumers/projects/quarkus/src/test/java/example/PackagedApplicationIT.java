/* SPDX-License-Identifier: Apache-2.0 */
package example;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application as it is deployed, with settings that the build did not know. */
class PackagedApplicationIT {

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[0-9.:]+)");

    @TempDir
    private Path folder;

    private Process application;

    @AfterEach
    void stop() throws InterruptedException {
        application.destroy();
        application.waitFor(10, TimeUnit.SECONDS);
    }

    @Test
    void readsSettingsWhenItStartsAndNotWhenItIsBuilt() throws IOException {
        // For both variables SmallRye Config lists a name that no setting has, such as notdisposable.client.ip.mode.
        start(
                "%prod.notdisposable.block=${refused}\nrefused=runtime.example",
                Map.of("NOTDISPOSABLE_CLIENT_IP_MODE", "peer", "NOTDISPOSABLE_WHEN_UNAVAILABLE", "reject"));

        SignUpTest.post("bob@runtime.example", "en").statusCode(400);
        SignUpTest.post("bob@blocked.example", "en").statusCode(200);
    }

    @Test
    void doesNotStartWithASettingThatIsNotKnown() throws Exception {
        String log = start("notdisposable.blok=runtime.example", Map.of());

        assertTrue(application.waitFor(10, TimeUnit.SECONDS));
        assertNotEquals(0, application.exitValue());
        assertTrue(
                log.contains("notdisposable.blok (MicroProfile Config) is not a setting; did you mean notdisposable.block?"),
                log);
    }

    /** Returns what the application writes until it listens, or ends. */
    private String start(String settings, Map<String, String> variables) throws IOException {
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(folder.resolve("config/application.properties"), settings);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=0",
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(variables);
        application = builder.start();
        BufferedReader output = application.inputReader();
        StringBuilder log = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            log.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                RestAssured.baseURI = listening.group(1);
                RestAssured.port = RestAssured.UNDEFINED_PORT;
                break;
            }
        }
        return log.toString();
    }
}
