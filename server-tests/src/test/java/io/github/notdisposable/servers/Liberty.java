/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Open Liberty with the features that the documentation names. */
final class Liberty extends Server {

    private static final String VERSION = System.getProperty("liberty.version");

    private final String features;

    Liberty() {
        this("beanValidation-3.0");
    }

    private Liberty(String validation) {
        super("liberty", "Open Liberty " + VERSION);
        features = Stream.of(
                        validation,
                        "servlet-6.0",
                        "faces-4.0",
                        "cdi-4.0",
                        "restfulWS-3.1",
                        "jsonb-3.0",
                        "mpConfig-3.1",
                        "enterpriseBeansLite-4.0")
                .filter(feature -> !feature.isEmpty())
                .map(feature -> "<feature>" + feature + "</feature>")
                .collect(Collectors.joining());
        cannot("MyFaces puts the label before the text", Capability.LABEL_FREE);
    }

    /** One whose applications find no provider of Jakarta Validation. */
    static Liberty withoutValidation() {
        return new Liberty("");
    }

    @Override
    List<String> advice() {
        return List.of(
                "Enable the features `beanValidation-3.0`, `faces-4.0`, `cdi-4.0` and `restfulWS-3.1`. Without `beanValidation-3.0` nothing is refused; "
                        + "after adding it to a running server, restart it.");
    }

    @Override
    void fetch() {
        Distribution.unpack("io.openliberty:openliberty-runtime:" + VERSION + ":zip", home());
    }

    @Override
    ServerProcess start(Path home, int port) throws IOException {
        Path server = Files.createDirectories(home.resolve("wlp/usr/servers/tests"));
        Machine.emptied(server.resolve("dropins"));
        Files.writeString(server.resolve("server.xml"), """
                <server>
                  <featureManager>%s</featureManager>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
                  <applicationMonitor pollingRate="200ms"/>
                </server>
                """.formatted(features, port));
        return ServerProcess.start(
                Path.of("target", "servers", name() + ".log"),
                Map.of("JVM_ARGS", "-Xmx768m"),
                List.of("sh", home.resolve("wlp/bin/server").toAbsolutePath().toString(), "run", "tests"));
    }

    /** The reason why an application does not start is not on the console. */
    @Override
    String log() {
        try {
            return Files.readString(home().resolve("wlp/usr/servers/tests/logs/messages.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    boolean started() {
        return process().log().contains("CWWKF0011I");
    }

    private Path dropin(String context) {
        return home().resolve("wlp/usr/servers/tests/dropins")
                .resolve(context + (context.equals("ear") ? ".ear" : ".war"));
    }

    @Override
    void hand(String context, Path archive) throws IOException {
        Files.copy(archive, dropin(context));
    }

    @Override
    boolean failed(String context) {
        return process().log().contains("CWWKZ0002E");
    }

    @Override
    void take(String context) throws IOException {
        Files.delete(dropin(context));
    }

    @Override
    boolean gone(String context) {
        return process().log().contains("CWWKZ0009I: The application " + context + " has stopped");
    }
}
