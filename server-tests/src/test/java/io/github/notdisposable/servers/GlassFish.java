/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** GlassFish with its standard domain, whose ports are changed, and which listens on all addresses otherwise. */
final class GlassFish extends Server {

    private static final String VERSION = System.getProperty("glassfish.version");

    GlassFish() {
        super("glassfish", "GlassFish " + VERSION);
        cannot("the server's answer is an HTML page without the text", Capability.REST_LANGUAGE);
    }

    @Override
    List<String> advice() {
        return List.of(
                "Register an `ExceptionMapper<ConstraintViolationException>`: the server's own answer has no message.");
    }

    @Override
    void fetch() {
        Distribution.unpack("org.glassfish.main.distributions:glassfish:" + VERSION + ":zip", home());
    }

    private Path domain() {
        return home().resolve("glassfish8/glassfish/domains/domain1").toAbsolutePath();
    }

    @Override
    ServerProcess start(Path home, int port) throws IOException {
        Machine.emptied(domain().resolve("autodeploy"));
        Path xml = domain().resolve("config/domain.xml");
        Path original = domain().resolve("config/domain.xml.original");
        if (!Files.exists(original)) {
            Files.copy(xml, original);
        }
        String text = Files.readString(original)
                .replaceAll("<network-listener (address=\"0.0.0.0\" )?", "<network-listener address=\"127.0.0.1\" ")
                .replaceAll("<iiop-listener([^>]*) address=\"0.0.0.0\"", "<iiop-listener$1 address=\"127.0.0.1\"")
                .replaceAll("<jmx-connector([^>]*) address=\"0.0.0.0\"", "<jmx-connector$1 address=\"127.0.0.1\"")
                .replace(
                        "autodeploy-polling-interval-in-seconds=\"2\"", "autodeploy-polling-interval-in-seconds=\"1\"");
        for (String listening : List.of("8080", "8181", "4848", "3700", "3820", "3920", "8686", "7676", "9009")) {
            String free = Integer.toString(listening.equals("8080") ? port : Machine.freePort());
            text = text.replace("port=\"" + listening + "\"", "port=\"" + free + "\"")
                    .replace("value=\"" + listening + "\"", "value=\"" + free + "\"");
        }
        Files.writeString(xml, text);
        return ServerProcess.start(
                Path.of("target", "servers", name() + ".log"),
                Map.of("AS_JAVA", System.getProperty("java.home")),
                List.of(
                        "bash",
                        home.resolve("glassfish8/bin/asadmin").toAbsolutePath().toString(),
                        "start-domain",
                        "--verbose",
                        "domain1"));
    }

    private Path autodeployed(String context, String suffix) {
        return domain().resolve("autodeploy").resolve(context + (context.equals("ear") ? ".ear" : ".war") + suffix);
    }

    @Override
    void hand(String context, Path archive) throws IOException {
        // It is looked for every second: an archive has to be there as a whole.
        Path whole = Files.copy(archive, domain().resolve(context + ".part"));
        Files.move(whole, autodeployed(context, ""));
    }

    @Override
    boolean failed(String context) {
        return Files.exists(autodeployed(context, "_deployFailed"));
    }

    @Override
    void take(String context) throws IOException {
        Files.delete(autodeployed(context, ""));
    }

    @Override
    boolean gone(String context) {
        return Files.exists(autodeployed(context, "_undeployed"));
    }
}
