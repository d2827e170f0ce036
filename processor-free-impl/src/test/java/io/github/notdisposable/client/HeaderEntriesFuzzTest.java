/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/**
 * Any text in a header and any peer: no exception, and never an address that does not stand in the text. Runs over the inputs beside it; with
 * {@code JAZZER_FUZZ=1} in the environment it looks for new ones.
 */
class HeaderEntriesFuzzTest {

    private final TrustedNetworks trusted = TrustedNetworks.of("private", "unix");
    private final List<ClientIpResolver> resolvers = List.of(
            ClientIpResolver.builder().onWarning(warning -> {}).build(),
            ClientIpResolver.chain("X-Forwarded-For", trusted),
            ClientIpResolver.chain("Forwarded", trusted),
            ClientIpResolver.hops("X-Forwarded-For", 2),
            ClientIpResolver.hops("Forwarded", 1),
            ClientIpResolver.single("X-Real-IP", trusted));

    @FuzzTest(maxDuration = "30s")
    void resolvesWhateverStandsInAHeader(FuzzedDataProvider data) {
        ClientIpResolver resolver = data.pickValue(resolvers);
        String peer = data.consumeBoolean() ? "10.0.0.1" : data.consumeString(60);
        List<String> lines = data.consumeBoolean()
                ? List.of(data.consumeRemainingAsString())
                : List.of(data.consumeString(200), data.consumeRemainingAsString());

        ClientIpResolution resolution = resolver.resolve(ClientRequest.of(peer, name -> lines));

        assertThat(resolution.client().isPresent())
                .isNotEqualTo(resolution.reason().isPresent());
        resolution.client().ifPresent(client -> {
            assertThat(ClientIp.parse(client.address())).contains(client);
            boolean fromPeer = ClientIpResolver.peer()
                    .resolve(ClientRequest.of(peer, name -> List.of()))
                    .client()
                    .filter(client::equals)
                    .isPresent();
            boolean fromHeader = lines.stream().anyMatch(line -> holds(line, client));
            assertThat(fromPeer || fromHeader).isTrue();
        });
    }

    /** Tells whether some part of a line, without escapes, is a spelling of the address. */
    private static boolean holds(String line, ClientIp client) {
        String plain = line.replace("\\", "");
        for (int from = 0; from < plain.length(); from++) {
            for (int to = from + 2; to <= Math.min(plain.length(), from + 45); to++) {
                if (ClientIp.parse(plain.substring(from, to))
                        .filter(client::equals)
                        .isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }
}
