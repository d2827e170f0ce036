/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.client.ClientIpResolution.Reason;
import io.github.notdisposable.client.ClientRequest.Rewriting;
import io.github.notdisposable.fixtures.ClientIpCase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIpResolverTest {

    private static final TrustedNetworks TEN = TrustedNetworks.of("10.0.0.0/8");

    private final List<ClientIpResolver.Warning> warnings = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("io.github.notdisposable.fixtures.ClientIpCase#all")
    void resolvesEachRowOfTheTable(ClientIpCase row) {
        ClientIpResolver.Builder resolver = ClientIpResolver.builder()
                .mode(ClientIpResolver.Mode.valueOf(row.mode()))
                .trustedProxies(TrustedNetworks.of(row.trusted()));
        if (!row.header().isEmpty()) {
            resolver.header(row.header());
        }
        if (row.hops() > 0) {
            resolver.hops(row.hops());
        }

        ClientIpResolution resolution = resolver.build().resolve(ClientRequest.of(row.peer(), row::values));

        assertThat(resolution.client()).map(ClientIp::address).isEqualTo(row.address());
        assertThat(
                        resolution.client().isPresent()
                                ? row.expected()
                                : resolution.reason().orElseThrow().name())
                .isEqualTo(row.expected());
    }

    @Test
    void staysFastWhateverTheLengthOfTheHeader() {
        String trusted = "10.0.0.2, ".repeat(200_000);
        String quotes = "\"\\\", ".repeat(200_000);

        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(reason(chain("X-Forwarded-For", trusted))).isEqualTo(Reason.ALL_TRUSTED);
            assertThat(reason(chain("X-Forwarded-For", "1".repeat(2_000_000)))).isEqualTo(Reason.UNREADABLE);
            assertThat(reason(chain("X-Forwarded-For", ":".repeat(2_000_000)))).isEqualTo(Reason.UNREADABLE);
            assertThat(reason(chain("X-Forwarded-For", ",".repeat(2_000_000)))).isEqualTo(Reason.NO_HEADER);
            assertThat(reason(chain("Forwarded", "for=10.0.0.2, ".repeat(100_000))))
                    .isEqualTo(Reason.ALL_TRUSTED);
            assertThat(reason(chain("Forwarded", "for=\"10.0.0.2\", ".repeat(400_000))))
                    .isEqualTo(Reason.ALL_TRUSTED);
            assertThat(reason(chain("Forwarded", quotes))).isEqualTo(Reason.UNREADABLE);
            assertThat(reason(chain("Forwarded", "for=\"" + "\\".repeat(2_000_000) + "\"")))
                    .isEqualTo(Reason.UNREADABLE);
            assertThat(reason(chain("Forwarded", ";".repeat(2_000_000)))).isEqualTo(Reason.UNREADABLE);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesANumberOfHopsThatIsNotPositive(int hops) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientIpResolver.hops("X-Forwarded-For", hops))
                .withMessage("'hops' must be positive, was " + hops);
    }

    @Test
    void refusesAModeThatLacksWhatItNeeds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientIpResolver.builder()
                        .mode(ClientIpResolver.Mode.HOPS)
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientIpResolver.chain("X-Forwarded-For", TrustedNetworks.none()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientIpResolver.single("X-Real-IP", TrustedNetworks.none()));
        assertThatIllegalArgumentException().isThrownBy(() -> ClientIpResolver.single("forwarded", TEN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientIpResolver.builder()
                        .mode(ClientIpResolver.Mode.SINGLE)
                        .trustedProxies(TEN)
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "X Forwarded For", "X-Forwarded-For:", "X-Forwarded-For\n", "X-Förwarded-For"})
    void refusesAHeaderThatCannotBe(String header) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClientIpResolver.chain(header, TEN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "for=198.51.100.7|198.51.100.7",
                "FoR=198.51.100.7 ; proto=https|198.51.100.7",
                "proto=https;for=198.51.100.7;;|198.51.100.7",
                "for=\"198.51.100.7\"|198.51.100.7",
                "for=\"198.51.100.7:80\"|198.51.100.7",
                "for=\"198.51.100\\.7\"|198.51.100.7",
                "for=[2001:db8::7]|2001:db8::7",
                "for=\"2001:db8::7\"|2001:db8::7",
                "for=\"[::ffff:198.51.100.7]:_port\"|198.51.100.7",
                "for=198.51.100.7;host=\"a, for=1.2.3.4\"|198.51.100.7",
                "for=198.51.100.7;host=\"a\\\", for=1.2.3.4\"|198.51.100.7",
                "for=198.51.100.7;host=\"a\\\\\", for=10.0.0.2|198.51.100.7",
                "for=1.2.3.4;host=\"a, for=198.51.100.7|198.51.100.7",
                "for=\"x, for=\"[2001:db8::7]\"|2001:db8::7",
                "for=\"x\\, for=\"[2001:db8::7]\"|2001:db8::7",
                "for=198.51.100.7, ,|198.51.100.7",
                "for=\"198.51.100.7|UNREADABLE",
                "for=198.51.100.7\"|UNREADABLE",
                "for=\"198.51.100.7\"x|UNREADABLE",
                "for=\"198.51.100.7, 10.0.0.2\"|UNREADABLE",
                "for=\"198.51.100.7\\|UNREADABLE",
                "for =198.51.100.7|UNREADABLE",
                "for= 198.51.100.7|UNREADABLE",
                "for|UNREADABLE",
                "for=|UNREADABLE",
                "=198.51.100.7|UNREADABLE",
                "198.51.100.7|UNREADABLE",
                "for=198.51.100.7 proto=https|UNREADABLE",
                "for=198.51.100.7;=|UNREADABLE",
                "for=198.51.100.7;for=198.51.100.7|UNREADABLE",
                "for=_hidden;for=198.51.100.7|UNREADABLE",
                "for=198.51.100.7;proto=ht\u0007tp|UNREADABLE",
                "for=198.51.100.7:|UNREADABLE",
                "for=198.51.100.7:_|UNREADABLE",
                "for=198.51.100.7:_ü|UNREADABLE",
                "for=198.51.100.7:123456|UNREADABLE",
                "for=[198.51.100.7]|UNREADABLE",
                "for=[2001:db8::7|UNREADABLE",
                "for=[2001:db8::7]80|UNREADABLE",
                "for=[fe80::1%eth0]|UNREADABLE",
            })
    void readsTheLastElementOfForwarded(String header, String expected) {
        ClientIpResolution resolution = chain("Forwarded", header);

        assertThat(resolution
                        .client()
                        .map(ClientIp::address)
                        .orElseGet(() -> reason(resolution).name()))
                .isEqualTo(expected);
    }

    @Test
    void countsAnEmptyEntryAsAHop() {
        ClientIpResolver resolver = ClientIpResolver.hops("X-Forwarded-For", 2);

        assertThat(reason(resolver.resolve(request("203.0.113.9", "X-Forwarded-For", "1.2.3.4, , 10.0.0.2"))))
                .isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void looksAtNoEntryBehindOneThatCannotBeReadWhenItCountsHops() {
        ClientIpResolver resolver = ClientIpResolver.hops("X-Forwarded-For", 2);

        assertThat(reason(resolver.resolve(request("203.0.113.9", "X-Forwarded-For", "1.2.3.4, junk"))))
                .isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void readsForwardedWhenItCountsHops() {
        ClientIpResolver resolver = ClientIpResolver.hops("Forwarded", 2);

        assertThat(resolver.resolve(request("203.0.113.9", "Forwarded", "for=\"x, for=198.51.100.7, for=\"[fd00::1]\""))
                        .client())
                .map(ClientIp::address)
                .contains("198.51.100.7");
    }

    /** The backslashes before a quote are counted: an even number stands for themselves, and the quote ends the string. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # Where the entry begins that the proxy wrote.
                    for=203.0.113.9, for=198.51.100.7;by="a,b"        | 198.51.100.7
                    for=203.0.113.9, for=198.51.100.7;by="a\\",b"      | 198.51.100.7
                    for=203.0.113.9, for=198.51.100.7;by="a\\\\"       | 198.51.100.7
                    for=203.0.113.9, for=198.51.100.7;by="a\\\\\\",b"  | 198.51.100.7
                    for=203.0.113.9, for=198.51.100.7;by="a\\\\\\\\"   | 198.51.100.7
                    for=203.0.113.9, for=198.51.100.7;by="\\"a,"      | 198.51.100.7
                    for=203.0.113.9, for=198.51.100.7;by="a\\"        | UNREADABLE
                    for=203.0.113.9, for=198.51.100.7;by="a\\\\\\"     | UNREADABLE
                    \\", for=10.0.0.2                                | UNREADABLE
                    \\\\", for=10.0.0.2                              | UNREADABLE
                    # Where a value ends.
                    for=198.51.100.7;by="a\\\\";proto=https          | 198.51.100.7
                    for=198.51.100.7;by="a\\";proto=https"           | 198.51.100.7
                    for=198.51.100.7;by="a\\";proto=https            | UNREADABLE
                    for=198.51.100.7;by="a\\                        | UNREADABLE
                    for=198.51.100.7;by="a\\\u0007"                 | UNREADABLE
                    for=198.51.100.7;by="a\u0007"                   | UNREADABLE
                    # Escaped characters of the address itself.
                    for="\\198.51.100.7"                            | 198.51.100.7
                    for="198.51.100.\\7"                            | 198.51.100.7
                    for="\\1\\9\\8.51.100.7:\\8\\0"                 | 198.51.100.7
                    for="198.51.100.7\\"                            | UNREADABLE
                    """)
    void countsTheBackslashesBeforeAQuote(String header, String expected) {
        ClientIpResolution resolution = chain("Forwarded", header);

        assertThat(resolution
                        .client()
                        .map(ClientIp::address)
                        .orElseGet(() -> reason(resolution).name()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "localhost", "unixx", "UNIX", "x@", "/run/app.sock", "198.51.100", "0.0.0.0"})
    void believesNoHeaderOfAPeerThatCannotBeReadAndIsNoSocketWhereSocketsAreTrusted(String peer) {
        ClientRequest request = ClientRequest.of(peer, name -> List.of("198.51.100.7"));

        assertThat(reason(ClientIpResolver.single("X-Real-IP", TrustedNetworks.of("unix"))
                        .resolve(request)))
                .isEqualTo(Reason.NO_PEER);
        assertThat(reason(ClientIpResolver.chain("X-Forwarded-For", TrustedNetworks.of("unix"))
                        .resolve(request)))
                .isEqualTo(Reason.NO_PEER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "@abstract", "unix", "unix:", "unix:/run/app.sock"})
    void believesAUnixSocketOnlyIfItIsTrusted(String peer) {
        ClientRequest request = request(peer, "X-Real-IP", "198.51.100.7");

        assertThat(ClientIpResolver.single("X-Real-IP", TrustedNetworks.of("unix"))
                        .resolve(request)
                        .client())
                .map(ClientIp::address)
                .contains("198.51.100.7");
        assertThat(reason(ClientIpResolver.single("X-Real-IP", TEN).resolve(request)))
                .isEqualTo(Reason.NO_PEER);
    }

    @ParameterizedTest
    @CsvSource({
        "fe80::1%2, fe80::1",
        "[fe80::1%eth0]:443, fe80::1",
        "::ffff:203.0.113.9, 203.0.113.9",
        "[::ffff:203.0.113.9]:80, 203.0.113.9",
    })
    void readsThePeerAsContainersWriteIt(String peer, String address) {
        assertThat(ClientIpResolver.peer().resolve(request(peer, "Host", "x")).client())
                .map(ClientIp::address)
                .contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.9%eth0",
                "localhost",
                "example.org:80",
                "203.0.113.9:",
                "[203.0.113.9]:80",
                "[::1",
                "::1]",
                "%"
            })
    void doesNotGuessAtAPeer(String peer) {
        assertThat(reason(ClientIpResolver.peer().resolve(request(peer, "Host", "x"))))
                .isEqualTo(Reason.NO_PEER);
    }

    @Test
    void takesAMissingPeerAndMissingHeadersAsNothing() {
        ClientIpResolver resolver = ClientIpResolver.chain("X-Forwarded-For", TEN);

        assertThat(reason(resolver.resolve(ClientRequest.of(null, name -> null))))
                .isEqualTo(Reason.NO_PEER);
        assertThat(reason(resolver.resolve(ClientRequest.of("10.0.0.1", name -> null))))
                .isEqualTo(Reason.NO_HEADER);
    }

    @ParameterizedTest
    @CsvSource({"CHAIN", "HOPS", "PEER"})
    void doesNotWalkAChainThatTheContainerHasWalked(ClientIpResolver.Mode mode) {
        ClientIpResolver resolver =
                warningBuilder().mode(mode).hops(1).trustedProxies(TEN).build();

        ClientIpResolution resolution = resolver.resolve(
                request("10.1.1.1", "X-Forwarded-For", "1.2.3.4").rewritten(Rewriting.TRUSTED_PROXIES));

        assertThat(resolution.client()).map(ClientIp::address).contains("10.1.1.1");
        assertThat(warnings).isEmpty();
    }

    @Test
    void readsASingleHeaderFromTheProxyThatTheContainerHasFound() {
        ClientIpResolver resolver = ClientIpResolver.single("CF-Connecting-IP", TrustedNetworks.of("cloudflare"));

        assertThat(resolver.resolve(request("172.64.0.1", "CF-Connecting-IP", "198.51.100.7")
                                .rewritten(Rewriting.TRUSTED_PROXIES))
                        .client())
                .map(ClientIp::address)
                .contains("198.51.100.7");
    }

    @Test
    void takesAnAddressThatAFrameworkRewroteAndWarnsOnce() {
        ClientIpResolver resolver = warningBuilder()
                .mode(ClientIpResolver.Mode.CHAIN)
                .trustedProxies(TEN)
                .build();
        ClientRequest request = request("1.2.3.4", "Host", "x").rewritten(Rewriting.FIRST_ENTRY);

        assertThat(resolver.resolve(request).client()).map(ClientIp::address).contains("1.2.3.4");
        assertThat(resolver.resolve(request).client()).map(ClientIp::address).contains("1.2.3.4");
        assertThat(warnings).containsExactly(ClientIpResolver.Warning.ADDRESS_REWRITTEN);
    }

    @ParameterizedTest
    @CsvSource({"PEER", "CHAIN", "SINGLE"})
    void warnsOnceIfThePeerIsTheFirstEntryOfAHeader(ClientIpResolver.Mode mode) {
        ClientIpResolver resolver = warningBuilder()
                .mode(mode)
                .header("X-Real-IP")
                .trustedProxies(TEN)
                .build();
        ClientRequest request = request("1.2.3.4", "X-Forwarded-For", "1.2.3.4, 198.51.100.7");

        resolver.resolve(request);
        resolver.resolve(request);

        assertThat(warnings).containsExactly(ClientIpResolver.Warning.ADDRESS_REWRITTEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "CF-Connecting-IP"})
    void warnsOnceIfHeadersArriveThatAreNotRead(String header) {
        ClientIpResolver resolver = warningBuilder().build();

        resolver.resolve(request("10.0.0.1", "Host", "x"));
        assertThat(warnings).isEmpty();
        resolver.resolve(request("10.0.0.1", header, "1.2.3.4"));
        resolver.resolve(request("10.0.0.1", header, "1.2.3.4"));

        assertThat(warnings).containsExactly(ClientIpResolver.Warning.HEADERS_IGNORED);
    }

    @Test
    void doesNotWarnWhileNothingGoesByTheAddress() {
        boolean[] inUse = {false};
        ClientIpResolver resolver =
                warningBuilder().addressInUse(() -> inUse[0]).build();
        ClientRequest request = request("10.0.0.1", "X-Forwarded-For", "1.2.3.4");

        resolver.resolve(request);
        resolver.resolve(request.rewritten(Rewriting.FIRST_ENTRY));
        assertThat(warnings).isEmpty();

        inUse[0] = true;
        resolver.resolve(request);
        assertThat(warnings).containsExactly(ClientIpResolver.Warning.HEADERS_IGNORED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "::/0"})
    void warnsAtTheStartIfEverybodyIsTrusted(String network) {
        warningBuilder()
                .mode(ClientIpResolver.Mode.CHAIN)
                .trustedProxies(TrustedNetworks.of("10.0.0.0/8", network))
                .build();

        assertThat(warnings).containsExactly(ClientIpResolver.Warning.EVERYBODY_TRUSTED);
    }

    @Test
    void saysWhatToDoInEachWarning() {
        assertThat(ClientIpResolver.Warning.values())
                .allSatisfy(
                        warning -> assertThat(warning.message()).endsWith(".").hasSizeGreaterThan(80));
    }

    /** The classes of this package cannot ask the DNS if they know no class that does. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                ClientIp.class,
                HeaderEntries.class,
                ClientIpResolver.class,
                TrustedNetworks.class,
                ClientRequest.class
            })
    void cannotAskTheDns(Class<?> type) throws IOException {
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains("io/github/notdisposable/client/")
                    .doesNotContain("java/net/")
                    .doesNotContain("javax/naming/")
                    .doesNotContain("org/xbill/");
        }
    }

    private ClientIpResolver.Builder warningBuilder() {
        return ClientIpResolver.builder().onWarning(warnings::add);
    }

    private static ClientIpResolution chain(String header, String value) {
        return ClientIpResolver.chain(header, TEN).resolve(request("10.0.0.1", header, value));
    }

    private static ClientRequest request(String peer, String header, String value) {
        return ClientRequest.of(peer, name -> name.equalsIgnoreCase(header) ? List.of(value) : List.of());
    }

    private static Reason reason(ClientIpResolution resolution) {
        return resolution.reason().orElseThrow();
    }
}
