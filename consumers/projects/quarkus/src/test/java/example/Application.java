/* SPDX-License-Identifier: Apache-2.0 */
package example;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The application in a process of its own, which ends with all that it has started. */
final class Application implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[0-9.:]+)");

    private final Process process;
    private final StringBuilder log = new StringBuilder();

    private Application(Process process) {
        this.process = process;
    }

    /** Starts it, waits until it listens or ends, and directs requests to it. */
    static Application start(Path folder, Map<String, String> variables, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Application application = new Application(builder.start());
        application.readUntilItListens();
        return application;
    }

    private void readUntilItListens() throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            log.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                RestAssured.baseURI = listening.group(1);
                RestAssured.port = RestAssured.UNDEFINED_PORT;
                Thread drain = new Thread(() -> output.lines().forEach(unread -> {}), "drain");
                drain.setDaemon(true);
                drain.start();
                return;
            }
        }
    }

    /** Fails unless it listens. */
    Application listening() {
        if (!process.isAlive() || !LISTENING.matcher(log).find()) {
            close();
            throw new AssertionError(log);
        }
        return this;
    }

    /** Returns what it wrote until it listened or ended. */
    String log() {
        return log.toString();
    }

    /** Waits for its end, and returns its exit code. */
    int end() throws InterruptedException {
        process.waitFor(10, TimeUnit.SECONDS);
        return process.exitValue();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }
}
