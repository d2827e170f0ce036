/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedNetworksTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, 9.255.255.255, false",
        "10.0.0.0/8, ::ffff:10.0.0.1, true",
        "10.0.0.0/8, a00::1, false",
        "::ffff:10.0.0.0/104, 10.1.2.3, true",
        "::ffff:10.0.0.0/104, 11.1.2.3, false",
        "198.51.100.7, 198.51.100.7, true",
        "198.51.100.7, 198.51.100.8, false",
        "198.51.100.7/32, 198.51.100.7, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::, false",
        "2001:db8::7, 2001:db8::7, true",
        "2001:db8::/65, 2001:db8::7fff:ffff:ffff:ffff, true",
        "2001:db8::/65, 2001:db8::8000:0:0:0, false",
        "0.0.0.0/0, 198.51.100.7, true",
        "0.0.0.0/0, 2001:db8::7, false",
        "::/0, 2001:db8::7, true",
        "::/0, 198.51.100.7, false",
        "loopback, 127.8.9.10, true",
        "loopback, ::1, true",
        "loopback, 10.0.0.1, false",
        "private, 172.31.255.255, true",
        "private, 172.32.0.0, false",
        "private, 192.168.3.4, true",
        "private, fd12::1, true",
        "private, 127.0.0.1, false",
        "PRIVATE, 10.0.0.1, true",
        "cloudflare, 172.64.0.1, true",
        "cloudflare, 104.27.255.255, true",
        "cloudflare, 104.28.0.0, false",
        "cloudflare, 2606:4700::1111, true",
        "' 10.0.0.0/8 ', 10.0.0.1, true",
    })
    void containsTheAddressesOfItsNetworks(String network, String address, boolean contained) {
        assertThat(TrustedNetworks.of(network).contains(ClientIp.parse(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1/8",
                "evil.example.org",
                "localhost",
                "fe80::%eth0/64",
                "fe80::1%1",
                "10.0.0.0/33",
                "2001:db8::/129",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/",
                "10.0.0.0/08",
                "10.0.0.0/8 8",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/99999999999",
                "10.0.0",
                "10/8",
                "010.0.0.0/8",
                "10.*.*.*",
                "",
                "/8",
                "2001:db8::1/32",
                "::ffff:10.0.0.0/8",
                "::ffff:10.0.0.1/104",
                "[::1]",
                "10.0.0.0/8/8",
                "\uff11\uff10.0.0.0/8",
                "10.0.0.0/\uff18",
                "@@"
            })
    void refusesWhateverIsNoNetwork(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedNetworks.of(List.of("127.0.0.1", entry)))
                .withMessageContaining("'" + entry.strip() + "' must");
    }

    @Test
    void trustsNobodyUntilToldOtherwise() {
        assertThat(TrustedNetworks.none().isEmpty()).isTrue();
        assertThat(TrustedNetworks.none().trustsUnixSockets()).isFalse();
        assertThat(TrustedNetworks.none().contains(ClientIp.parse("127.0.0.1").orElseThrow()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "unix", "UNIX"})
    void trustsUnixSocketsByName(String name) {
        TrustedNetworks trusted = TrustedNetworks.of(name);

        assertThat(trusted.trustsUnixSockets()).isTrue();
        assertThat(trusted.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0/0, true", "::/0, true", "::ffff:0.0.0.0/96, true", "0.0.0.0/1, false", "private, false"})
    void knowsWhenItTrustsEverybody(String network, boolean everybody) {
        assertThat(TrustedNetworks.of(network).trustsEverybody()).isEqualTo(everybody);
    }
}
