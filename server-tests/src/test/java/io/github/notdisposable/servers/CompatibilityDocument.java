/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writes {@code docs/compatibility.md} from the reports of the servers, or holds that it is as they say. */
class CompatibilityDocument {

    private static final Path DOCUMENT = Path.of("..", "docs", "compatibility.md");
    private static final List<String> SERVERS =
            List.of("wildfly", "liberty", "payara", "glassfish", "tomee", "tomcat-myfaces", "tomcat-mojarra", "jetty");
    private static final String BEGIN = "<!-- From here on written from the reports of server-tests. -->";
    private static final String END = "<!-- Up to here. -->";

    private record Column(String title, Map<String, String> cells, List<String> advice) {}

    @Test
    void saysWhatTheServersReport() throws IOException {
        List<Column> columns = new ArrayList<>();
        for (String server : SERVERS) {
            Path report = Report.FOLDER.resolve(server + ".txt");
            if (Files.exists(report)) {
                columns.add(read(report));
            }
        }
        assumeTrue(
                Boolean.getBoolean("docs.write") || columns.size() == SERVERS.size(), "Not all servers have reported");
        String document = Files.readString(DOCUMENT);
        String written = document.substring(0, document.indexOf(BEGIN) + BEGIN.length()) + "\n\n" + table(columns)
                + "\n" + document.substring(document.indexOf(END));
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, written);
            return;
        }
        assertThat(document).as("run again with -Ddocs.write=true").isEqualTo(written);
    }

    private static Column read(Path report) throws IOException {
        Map<String, String> cells = new LinkedHashMap<>();
        List<String> advice = new ArrayList<>();
        for (String line : Files.readAllLines(report)) {
            int blank = line.indexOf(' ');
            String key = line.substring(0, blank);
            String value = line.substring(blank + 1);
            if (key.equals("advice")) {
                advice.add(value);
            } else {
                cells.put(key, value);
            }
        }
        return new Column(cells.get("title"), cells, advice);
    }

    private static String table(List<Column> columns) {
        List<String> reasons = new ArrayList<>();
        StringBuilder text = new StringBuilder("| |");
        for (int number = 1; number <= columns.size(); number++) {
            text.append(' ').append((char) ('A' + number - 1)).append(" |");
        }
        text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
        for (Capability capability : Capability.values()) {
            text.append("| ").append(capability.heading()).append(" |");
            for (Column column : columns) {
                String cell = column.cells().get(capability.name());
                if (!cell.equals("yes")) {
                    if (!reasons.contains(cell)) {
                        reasons.add(cell);
                    }
                    cell = "no (" + (reasons.indexOf(cell) + 1) + ")";
                }
                text.append(' ').append(cell).append(" |");
            }
            text.append('\n');
        }
        text.append('\n');
        for (int number = 1; number <= reasons.size(); number++) {
            text.append(number).append(". ").append(reasons.get(number - 1)).append(".\n");
        }
        text.append("\n## What to do on each\n\n");
        char letter = 'A';
        for (Column column : columns) {
            text.append("**")
                    .append(letter++)
                    .append(": ")
                    .append(column.title())
                    .append("**\n\n");
            column.advice().forEach(advice -> text.append("- ").append(advice).append('\n'));
            text.append('\n');
        }
        return text.toString();
    }
}
