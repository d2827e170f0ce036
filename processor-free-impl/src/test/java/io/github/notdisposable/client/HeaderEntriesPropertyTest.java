/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * The walk over a header's entries, compared with a second one that works the other way: it splits the whole text from the left, with regular
 * expressions, and reads addresses with a library.
 */
class HeaderEntriesPropertyTest {

    private static final IPAddress TEN = new IPAddressString("10.0.0.0/8").getAddress();

    private static final String VALUE = "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\";, ]*))";

    private static final Pattern PAIR = Pattern.compile("([A-Za-z]+)=" + VALUE);

    private static final Pattern NODE = Pattern.compile(
            "\\[([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)](?::(?:\\d{1,5}|_[\\w.-]+))?|([^:]+)(?::(?:\\d{1,5}|_[\\w.-]+))?|(.*:.*:.*)");

    private final TrustedNetworks trusted = TrustedNetworks.of("10.0.0.0/8");

    @Property
    void aListIsWalkedAsASecondParserWalksIt(@ForAll @Size(max = 4) List<@net.jqwik.api.From("lists") String> lines) {
        assertThat(chain("X-Forwarded-For", lines)).isEqualTo(walk(entries(lines, Pattern.compile(",")), false));
    }

    @Property
    void hopsAreCountedAsASecondParserCountsThem(
            @ForAll @Size(min = 1, max = 3) List<@net.jqwik.api.From("lists") String> lines,
            @ForAll @IntRange(min = 1, max = 4) int hops) {
        List<String> entries = entries(lines, Pattern.compile(","));
        Optional<String> expected = Optional.empty();
        if (hops <= entries.size()) {
            List<Optional<String>> passed = entries.subList(0, hops).stream()
                    .map(entry -> node(entry, false))
                    .toList();
            expected = passed.stream().allMatch(Optional::isPresent) ? passed.get(hops - 1) : Optional.empty();
        }

        ClientIpResolution resolution =
                ClientIpResolver.hops("X-Forwarded-For", hops).resolve(request("X-Forwarded-For", lines));

        assertThat(resolution.client().map(ClientIp::address)).isEqualTo(expected);
    }

    @Property
    void wellFormedElementsOfForwardedAreWalkedAsASecondParserWalksThem(
            @ForAll @Size(max = 3) List<@net.jqwik.api.From("forwarded") String> lines) {
        Pattern outsideQuotes = Pattern.compile(",(?=(?:[^\"\\\\]|\\\\.|\"(?:[^\"\\\\]|\\\\.)*\")*$)");
        List<String> entries = entries(lines, outsideQuotes);

        assertThat(chain("Forwarded", lines)).isEqualTo(walk(entries, true));
    }

    @Property
    void nothingThatAClientWritesChangesWhatProxiesPutBehindIt(
            @ForAll("hostile") String written, @ForAll("clients") String client, @ForAll boolean sameLine) {
        String byProxies = "for=\"" + (client.contains(":") ? "[" + client + "]" : client)
                + "\";proto=https, for=10.0.0.2;by=\"[fd00::1]:80\"";
        List<String> lines = sameLine ? List.of(written + ", " + byProxies) : List.of(written, byProxies);

        assertThat(chain("Forwarded", lines)).contains(client);
    }

    private Optional<String> chain(String header, List<String> lines) {
        return ClientIpResolver.chain(header, trusted)
                .resolve(request(header, lines))
                .client()
                .map(ClientIp::address);
    }

    private static ClientRequest request(String header, List<String> lines) {
        return ClientRequest.of("10.0.0.1", name -> name.equalsIgnoreCase(header) ? lines : List.of());
    }

    /** Returns the entries, the last first. */
    private static List<String> entries(List<String> lines, Pattern separator) {
        List<String> entries = new ArrayList<>();
        for (String line : lines) {
            Collections.addAll(entries, separator.split(line, -1));
        }
        Collections.reverse(entries);
        return entries.stream()
                .map(entry -> entry.replaceAll("^[ \t]+|[ \t]+$", ""))
                .toList();
    }

    private static Optional<String> walk(List<String> entries, boolean forwarded) {
        for (String entry : entries) {
            if (entry.isEmpty()) {
                continue;
            }
            Optional<String> address =
                    forwarded ? forParameter(entry).flatMap(text -> node(text, true)) : node(entry, false);
            if (address.isEmpty() || !TEN.contains(new IPAddressString(address.get()).getAddress())) {
                return address;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> forParameter(String element) {
        List<String> values = PAIR.matcher(element)
                .results()
                .filter(pair -> pair.group(1).equalsIgnoreCase("for"))
                .map(pair ->
                        pair.group(2) == null ? pair.group(3) : pair.group(2).replaceAll("\\\\(.)", "$1"))
                .toList();
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static Optional<String> node(String text, boolean forwarded) {
        Matcher node = NODE.matcher(text);
        if (!node.matches() || (!forwarded && text.contains("_"))) {
            return Optional.empty();
        }
        String host = node.group(1) != null ? node.group(1) : node.group(2) != null ? node.group(2) : node.group(3);
        IPAddress address = new IPAddressString(host).getAddress();
        boolean strict = host.matches("[0-9A-Fa-f]*:[0-9A-Fa-f:]*(?:\\d+(?:\\.\\d+){3})?|\\d+(?:\\.\\d+){3}")
                && !host.matches("(?:.*[.:])?0\\d+\\..*|.*\\.0\\d+");
        if (address == null || !strict || address.isZero()) {
            return Optional.empty();
        }
        IPAddress plain = address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
        return plain.isZero() ? Optional.empty() : Optional.of(plain.toCanonicalString());
    }

    @Provide
    Arbitrary<String> clients() {
        return Arbitraries.of("198.51.100.7", "2001:db8::7", "203.0.113.255", "2001:db8:1:2:3:4:5:6");
    }

    @Provide
    Arbitrary<String> nodes() {
        return Arbitraries.of(
                "198.51.100.7",
                "10.0.0.2",
                "10.255.0.1:80",
                "198.51.100.7:49152",
                "198.51.100.7:123456",
                "[2001:db8::7]",
                "[2001:db8::7]:1",
                "[2001:db8::7]x",
                "2001:db8::7",
                "::ffff:10.0.0.2",
                "::ffff:198.51.100.7",
                "[::ffff:10.0.0.2]:80",
                "[10.0.0.2]",
                "010.0.0.1",
                "0x7f.1",
                "1.2.3",
                "2130706433",
                "0.0.0.0",
                "::",
                "fe80::1%eth0",
                "unknown",
                "_hidden",
                "example.org",
                "10.0.0.2:_x",
                "");
    }

    @Provide
    Arbitrary<String> lists() {
        Arbitrary<String> blank = Arbitraries.of("", " ", "\t", "  ");
        Arbitrary<String> entry =
                Combinators.combine(blank, nodes(), blank).as((before, node, behind) -> before + node + behind);
        return entry.list().ofMaxSize(5).map(entries -> String.join(",", entries));
    }

    @Provide
    Arbitrary<String> forwarded() {
        Arbitrary<String> plain = nodes().map(node -> "for=" + node);
        Arbitrary<String> quoted = nodes().map(node -> "For=\"" + node + "\"");
        Arbitrary<String> escaped = nodes().map(node -> "FOR=\"" + node.replace(".", "\\.") + "\"");
        Arbitrary<String> other = Arbitraries.of(
                "proto=https",
                "by=10.0.0.1",
                "host=\"a,b;for=1.2.3.4\"",
                "host=\"a\\\"b, for=1.2.3.4\"",
                "host=\"\\\\\"");
        Arbitrary<String> element = Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(3, plain),
                        net.jqwik.api.Tuple.of(3, quoted),
                        net.jqwik.api.Tuple.of(1, escaped),
                        net.jqwik.api.Tuple.of(3, other))
                .list()
                .ofMaxSize(3)
                .map(pairs -> String.join(";", pairs));
        return element.list().ofMaxSize(4).map(elements -> String.join(", ", elements));
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> piece = Arbitraries.of(
                "for=", "1.2.3.4", "\"", "\\", ",", ";", "=", " ", "[", "]", ":", "host", "10.0.0.3", "x", "\t");
        return piece.list().ofMaxSize(12).map(pieces -> String.join("", pieces));
    }
}
