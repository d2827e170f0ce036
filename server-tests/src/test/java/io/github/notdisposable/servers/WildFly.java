/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** WildFly, with its standard configuration. */
final class WildFly extends Server {

    private static final String VERSION = System.getProperty("wildfly.version");

    WildFly() {
        super("wildfly", "WildFly " + VERSION);
    }

    @Override
    List<String> advice() {
        return List.of(
                "With `notdisposable-services`, exclude `jackson-databind`, `jackson-core` and `jackson-annotations`: WildFly's own are used. "
                        + "With them in the WAR, WildFly switches Jakarta JSON Binding off for your own resources (`WFLYRS0018`).");
    }

    @Override
    boolean carries(String jar) {
        return !jar.startsWith("jackson-");
    }

    @Override
    void fetch() {
        Distribution.unpack("org.wildfly:wildfly-dist:" + VERSION + ":zip", home());
    }

    @Override
    ServerProcess start(Path home, int port) throws IOException {
        Machine.emptied(deployment(""));
        return ServerProcess.start(
                Path.of("target", "servers", name() + ".log"),
                Map.of("JAVA_OPTS", "-Xmx768m -Djava.net.preferIPv4Stack=true"),
                List.of(
                        "sh",
                        folder().resolve("bin/standalone.sh").toString(),
                        "-b=127.0.0.1",
                        "-bmanagement=127.0.0.1",
                        "-Djboss.http.port=" + port,
                        "-Djboss.https.port=" + Machine.freePort(),
                        "-Djboss.management.http.port=" + Machine.freePort()));
    }

    @Override
    boolean started() {
        return process().log().contains("WFLYSRV0025");
    }

    private Path folder() {
        return home().resolve("wildfly-" + VERSION).toAbsolutePath();
    }

    private Path deployment(String name) {
        return folder().resolve("standalone/deployments").resolve(name);
    }

    private static String file(String context) {
        return context + (context.startsWith("ear") ? ".ear" : ".war");
    }

    @Override
    void hand(String context, Path archive) throws IOException {
        Files.deleteIfExists(deployment(file(context) + ".undeployed"));
        Files.copy(archive, deployment(file(context)));
        Files.createFile(deployment(file(context) + ".dodeploy"));
    }

    @Override
    boolean failed(String context) {
        return Files.exists(deployment(file(context) + ".failed"));
    }

    @Override
    void take(String context) throws IOException {
        Files.delete(deployment(file(context)));
    }

    @Override
    boolean gone(String context) {
        return Files.exists(deployment(file(context) + ".undeployed"));
    }
}
