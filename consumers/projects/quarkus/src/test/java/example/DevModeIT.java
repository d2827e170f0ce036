/* SPDX-License-Identifier: Apache-2.0 */
package example;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvn quarkus:dev}, on a copy of this project. */
class DevModeIT {

    @TempDir
    private Path folder;

    @Test
    void takesAChangedSettingAndShowsOneThatIsNotKnown() throws IOException {
        copy(Path.of("pom.xml"));
        copy(Path.of("src", "main"));
        Path settings = folder.resolve("src/main/resources/application.properties");
        try (Application application = Application.start(folder, Map.of(), devMode()).listening()) {
            SignUpTest.post("bob@blocked.example", "en").statusCode(400);
            SignUpTest.post("bob@changed.example", "en").statusCode(200);

            append(settings, "notdisposable.block=changed.example");
            soon(() -> SignUpTest.post("bob@changed.example", "en").statusCode(400));
            SignUpTest.post("bob@blocked.example", "en").statusCode(200);

            append(settings, "notdisposable.blok=changed.example");
            soon(() -> SignUpTest.post("bob@changed.example", "en")
                    .statusCode(500)
                    .body(containsString("did you mean notdisposable.block?")));
        }
    }

    /** Not each request looks for changes: those within two seconds after the last look do not. */
    private static void soon(ThrowingRunnable requests) {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(requests);
    }

    private static List<String> devMode() throws IOException {
        return List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "--batch-mode",
                System.getProperty("maven.settings"),
                "-Dmaven.repo.local=" + System.getProperty("maven.repository"),
                "-Dnotdisposable.version=" + System.getProperty("notdisposable.version"),
                "quarkus:dev",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + freePort(),
                "-Dquarkus.analytics.disabled=true",
                "-Dquarkus.test.continuous-testing=disabled",
                "-Ddebug=false");
    }

    private void copy(Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.createDirectories(folder.resolve(file).getParent());
                Files.copy(file, folder.resolve(file));
            }
        }
    }

    /** The line that comes last holds. */
    private static void append(Path settings, String line) throws IOException {
        Files.writeString(settings, line + '\n', StandardOpenOption.APPEND);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
