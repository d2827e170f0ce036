/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientGroupTest {

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7, true",
        "198.51.100.7, ::ffff:198.51.100.7, true",
        "198.51.100.7, 64:ff9b::198.51.100.7, true",
        "198.51.100.7, 198.51.100.8, false",
        "2001:db8::1, 2001:db8::ffff:1, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "2001:db8::1, 198.51.100.7, false",
    })
    void isTheSameForTheAddressesOfOneClientAlone(String one, String other, boolean same) {
        ClientGroup group = ClientGroup.of(ClientIp.parse(one).orElseThrow());
        ClientGroup another = ClientGroup.of(ClientIp.parse(other).orElseThrow());

        assertThat(group.equals(another)).isEqualTo(same);
        assertThat(another.equals(group)).isEqualTo(same);
        assertThat(group.text().equals(another.text())).isEqualTo(same);
        assertThat(group.hashCode() == another.hashCode()).isEqualTo(same);
        assertThat(group.equals((Object) group.text())).isFalse();
    }
}
