/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicSuffixesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "example.com, example.com",
                "a.b.example.com, example.com",
                "a.b.co.uk, b.co.uk",
                "b.CO.UK, b.CO.UK",
                "co.uk, none",
                "com, none",
                "yahoo.com.ar, yahoo.com.ar",
                "com.ar, none",
                "x.github.io, x.github.io",
                "a.x.github.io, x.github.io",
                "github.io, none",
                "www.ck, www.ck",
                "x.www.ck, www.ck",
                "a.b.ck, a.b.ck",
                "b.ck, none",
                "city.kawasaki.jp, city.kawasaki.jp",
                "a.city.kawasaki.jp, city.kawasaki.jp",
                "a.b.c.kawasaki.jp, b.c.kawasaki.jp",
                "c.kawasaki.jp, none",
                "x.unknown-ending, x.unknown-ending",
                "a.x.unknown-ending, x.unknown-ending",
                "nus.edu.sg, nus.edu.sg",
                "xn--85x722f.xn--55qx5d.cn, xn--85x722f.xn--55qx5d.cn",
                "shishi.xn--85x722f.xn--55qx5d.cn, xn--85x722f.xn--55qx5d.cn",
            })
    void followsTheAlgorithmOfTheList(String domain, String registrable) {
        assertThat(BundledData.get().suffixes().registrableDomain(domain)).isEqualTo(registrable);
    }

    @ParameterizedTest
    @CsvSource({
        "com, true",
        "co.uk, true",
        "con, false",
        "github.io, true",
        "b.ck, true",
        "example.com, false",
        "x.con, false"
    })
    void knowsWhichEndingsExist(String name, boolean known) {
        assertThat(BundledData.get().suffixes().isKnownSuffix(name, 0, name.length()))
                .isEqualTo(known);
    }
}
