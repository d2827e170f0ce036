/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainNameTest {

    /** The right values are those of UTS 46, but for the sharp s and the final sigma, which are those of IDNA 2003. */
    @ParameterizedTest
    @CsvSource({
        "\u1C90\u1C91.ge, xn--lodc.ge",
        "\u10D0\u10D1.ge, xn--lodc.ge",
        "\u0524\u0410\u0524.com, xn--80a30cb.com",
        "\u0525\u0430\u0525.com, xn--80a30cb.com",
        "STRA\u1E9EE.de, strasse.de",
        "stra\u00DFe.de, strasse.de",
        "\uA64A.com, xn--xw8a.com",
        "\uA64B.com, xn--xw8a.com",
        "\u1C88.com, xn--xw8a.com",
        "\uD801\uDCB0.com, xn--io8c.com",
        "\uD801\uDCD8.com, xn--io8c.com",
        // Of Cherokee, the small letters are the new ones
        "\u13A0.com, xn--58d.com",
        "\uAB70.com, xn--58d.com",
        // What was known before stays as it was
        "B\u00DCCHER.example, xn--bcher-kva.example",
        "\u0130.com, xn--i-9bb.com",
        "\u0131.com, xn--cfa.com",
        "\u03A3\u03C2.com, xn--4xaa.com",
    })
    void foldsTheCaseOfLettersOldAndNew(String text, String canonical) {
        assertThat(DomainName.canonical(text)).contains(canonical);
    }

    @Test
    void readsNamesUpToTheLimits() {
        String longest = ("d".repeat(61) + ".").repeat(4) + "comms";
        assertThat(longest).hasSize(253);

        assertThat(DomainName.canonical(longest)).contains(longest);
        assertThat(DomainName.canonical(longest + '.')).contains(longest);
        assertThat(DomainName.canonical(longest + 'x')).isEmpty();
        assertThat(DomainName.canonical("\u200B".repeat(1_013) + "example.com")).contains("example.com");
        assertThat(DomainName.canonical("\u200B".repeat(1_014) + "example.com")).isEmpty();
    }
}
