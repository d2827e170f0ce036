/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.cases;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request and what it must resolve to. An adapter's test has {@link #all()} as its method source.
 *
 * @param row the row of the table, with a word where a row holds several cases
 * @param mode the mode: {@code PEER}, {@code CHAIN}, {@code HOPS} or {@code SINGLE}
 * @param header the name of the header that is read; empty in mode {@code PEER}
 * @param hops the number of proxies; 0 but in mode {@code HOPS}
 * @param trusted the trusted networks
 * @param peer the address that the container reports
 * @param lines the header lines of the request, in their order
 * @param expected the address of the client, or the name of the reason why there is none
 */
public record ClientIpCase(
        String row,
        String mode,
        String header,
        int hops,
        List<String> trusted,
        String peer,
        List<HeaderLine> lines,
        String expected) {

    private static final Pattern CHARACTER = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final Pattern REPEATED = Pattern.compile("(\\d+)\\*\\(([^)]*)\\)");
    private static final Pattern REASON = Pattern.compile("[A-Z_]+");

    /**
     * A line of a request's head.
     *
     * @param name the name of the header
     * @param value its value, as it is sent
     */
    public record HeaderLine(String name, String value) {}

    /** {@return all cases, in the order of the table} */
    public static Stream<ClientIpCase> all() {
        try (BufferedReader csv = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ClientIpCase.class.getResourceAsStream("client-ip-cases.csv")),
                StandardCharsets.UTF_8))) {
            return csv.lines().filter(line -> !line.startsWith("#")).map(ClientIpCase::parse).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClientIpCase parse(String line) {
        String[] columns = line.split("\\|", -1);
        if (columns.length != 6) {
            throw new IllegalArgumentException("Not six columns: " + line);
        }
        String[] mode = columns[1].split(" ", -1);
        List<HeaderLine> lines = new ArrayList<>();
        for (String headerLine : columns[4].isEmpty() ? new String[0] : columns[4].split(" ¦ ", -1)) {
            int colon = headerLine.indexOf(": ");
            lines.add(new HeaderLine(headerLine.substring(0, colon), expand(headerLine.substring(colon + 2))));
        }
        return new ClientIpCase(
                columns[0],
                mode[0],
                mode.length > 1 ? mode[1] : "",
                mode.length > 2 ? Integer.parseInt(mode[2]) : 0,
                columns[2].isEmpty() ? List.of() : Arrays.asList(columns[2].split(" ", -1)),
                columns[3],
                List.copyOf(lines),
                columns[5]);
    }

    private static String expand(String text) {
        String repeated = REPEATED.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(2).repeat(Integer.parseInt(match.group(1)))));
        return CHARACTER
                .matcher(repeated)
                .replaceAll(match ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(match.group(1), 16))));
    }

    /** {@return the address of the client in canonical form; empty if it must not be found} */
    public Optional<String> address() {
        return REASON.matcher(expected).matches() ? Optional.empty() : Optional.of(expected);
    }

    /**
     * Returns the values of a header, as an adapter's request would.
     *
     * @param name the name of the header, in any case
     * @return the values, one for each line
     */
    public List<String> values(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(HeaderLine::value)
                .toList();
    }

    /** {@return whether a header holds characters that a server may refuse or change: control characters, or others than those of ASCII} */
    public boolean isOddText() {
        return lines.stream().anyMatch(line -> line.value().chars().anyMatch(c -> c < ' ' || c > '~'));
    }

    @Override
    public String toString() {
        return "row " + row;
    }
}
