/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.StringJoiner;

/** What was looked at on a server, for the table of the documentation. Only a run that looked at everything and in which nothing failed reports. */
final class Report {

    static final Path FOLDER = Path.of(System.getProperty("reports"));

    private final Server server;
    private final Set<Capability> looked = EnumSet.noneOf(Capability.class);
    private String versions = "";
    private boolean failed;

    Report(Server server) {
        this.server = server;
    }

    /** Notes that a test looks at something. Returns whether the server is said to do it. */
    boolean looked(Capability capability) {
        looked.add(capability);
        return !server.gaps().containsKey(capability);
    }

    void failed() {
        failed = true;
    }

    void versions(String text) {
        versions = text.replace('\n', ';');
    }

    void write() throws IOException {
        if (looked.isEmpty()) {
            return;
        }
        Path file = FOLDER.resolve(server.name() + ".txt");
        Files.deleteIfExists(file);
        if (failed || looked.size() < Capability.values().length) {
            return;
        }
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("title " + server.title());
        lines.add("java " + System.getProperty("java.specification.version"));
        lines.add("versions " + versions);
        for (Capability capability : looked) {
            lines.add(capability + " " + server.gaps().getOrDefault(capability, "yes"));
        }
        server.advice().forEach(advice -> lines.add("advice " + advice));
        Files.createDirectories(FOLDER);
        Files.writeString(file, lines.toString());
    }
}
