/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import io.github.notdisposable.servers.app.SignUpResource;
import io.github.notdisposable.servers.launch.PayaraMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Payara Micro, through its embedded API. */
final class Payara extends EmbeddedServer {

    private static final String VERSION = System.getProperty("payara.version");

    Payara() {
        super("payara", "Payara Micro " + VERSION);
        cannot("JSON-B of Payara 6 makes no records: 500", Capability.REST_RECORD);
        cannot("Payara Micro takes WARs alone", Capability.EAR, Capability.EAR_UNDEPLOY);
        cannot("the server's answer is an HTML page without the text", Capability.REST_LANGUAGE);
    }

    @Override
    List<String> advice() {
        return List.of(
                "Use classes for JSON bodies, not records.",
                "Register an `ExceptionMapper<ConstraintViolationException>`: the server's own answer has no message.");
    }

    @Override
    List<String> hints() {
        return List.of("JSON-B of Payara 6 makes no records, which methods of these resources take: "
                + SignUpResource.class.getName() + ". Take classes.");
    }

    @Override
    void fetch() {
        Distribution.copy("fish.payara.extras:payara-micro:" + VERSION, home());
    }

    private Path jar() {
        return home().resolve("payara-micro.jar");
    }

    @Override
    List<Path> classPath() {
        return List.of(jar(), Path.of("target", "test-classes"));
    }

    /** The manifest says which packages are to be opened, which counts only for {@code java -jar}. */
    @Override
    List<String> command() throws IOException {
        List<String> command = new ArrayList<>();
        try (JarFile jar = new JarFile(jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            for (String kind : List.of("Add-Opens", "Add-Exports")) {
                String packages = manifest.getValue(kind);
                if (packages != null) {
                    for (String name : packages.strip().split("\\s+", -1)) {
                        command.add("--" + kind.toLowerCase(Locale.ROOT) + "=" + name + "=ALL-UNNAMED");
                    }
                }
            }
        }
        command.add(PayaraMain.class.getName());
        return command;
    }
}
