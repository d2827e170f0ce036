/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 29 Nov 2026 08:06:27 GMT     | 2026-11-29T08:06:27Z",
                "Sun, 6 Nov 1994 08:49:37 GMT      | 1994-11-06T08:49:37Z",
                "Sunday, 29-Nov-26 08:06:27 GMT    | 2026-11-29T08:06:27Z",
                "Sunday, 06-Nov-94 08:49:37 GMT    | 1994-11-06T08:49:37Z",
                "Wednesday, 01-Jan-76 00:00:00 GMT | 2076-01-01T00:00:00Z",
                "Tuesday, 30-Nov-76 00:00:00 GMT   | 1976-11-30T00:00:00Z",
                "Friday, 01-Jan-77 00:00:00 GMT    | 1977-01-01T00:00:00Z",
                "Sun Nov  6 08:49:37 1994          | 1994-11-06T08:49:37Z",
                "Sun Nov 29 08:06:27 2026          | 2026-11-29T08:06:27Z",
                "Thu, 31 Dec 2026 23:59:60 GMT     | 2026-12-31T23:59:59Z",
                "Mon, 29 Nov 2026 08:06:27 GMT     | 2026-11-29T08:06:27Z"
            })
    void readsEachFormOfADate(String text, Instant moment) {
        assertThat(HttpDate.parseOrNull(text, NOW)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "Sat, 31 Feb 2026 08:06:27 GMT",
                "Sun, 29 Nov 2026 25:06:27 GMT",
                "Sun, 29 Nov 2026 08:06:27 CET",
                "Sun, 29 Nov 2026 08:06:27",
                "29 Nov 2026 08:06:27 GMT",
                "Sunday, 29-Nov-2026 08:06:27 GMT",
                "Sun Nov 29 08:06:27 2026 GMT",
                "Sun, 29 nov 2026 08:06:27 GMT",
                "2026-11-29T08:06:27Z"
            })
    void takesNothingElseForADate(String text) {
        assertThat(HttpDate.parseOrNull(text, NOW)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"99, 1999-06-01T00:00:00Z", "05, 2105-06-01T00:00:00Z"})
    void completesAYearAcrossTheTurnOfACentury(String year, Instant moment) {
        Instant now = Instant.parse(year.equals("99") ? "2026-11-29T08:00:00Z" : "2099-11-29T08:00:00Z");

        assertThat(HttpDate.parseOrNull("Monday, 01-Jun-" + year + " 00:00:00 GMT", now))
                .isEqualTo(moment);
    }
}
