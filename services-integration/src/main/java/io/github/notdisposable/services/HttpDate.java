/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the three forms of a date in a header (RFC 9110 section 5.6.7). The name of the day is not compared with the date. */
final class HttpDate {

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private static final String MONTH = "(?<month>" + String.join("|", MONTHS) + ")";
    private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";

    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("[A-Z][a-z]{2}, (?<day>\\d{1,2}) " + MONTH + " (?<year>\\d{4}) " + TIME + " GMT"),
            Pattern.compile("[A-Z][a-z]{5,8}, (?<day>\\d\\d)-" + MONTH + "-(?<year>\\d\\d) " + TIME + " GMT"),
            Pattern.compile("[A-Z][a-z]{2} " + MONTH + " (?<day>[ \\d]\\d) " + TIME + " (?<year>\\d{4})"));

    private HttpDate() {}

    /**
     * Returns the moment, or null if the text is no date.
     *
     * @param text the text, without white space around it
     * @param now the time by which a year of two digits is completed
     */
    static @Nullable Instant parseOrNull(String text, Instant now) {
        for (Pattern form : FORMS) {
            Matcher date = form.matcher(text);
            if (date.matches()) {
                return momentOrNull(date, now);
            }
        }
        return null;
    }

    private static @Nullable Instant momentOrNull(Matcher date, Instant now) {
        try {
            String year = date.group("year");
            // A year of two digits is the last one that is no more than 50 years ahead.
            LocalDateTime limit = LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusYears(50);
            int century = year.length() == 2 ? limit.getYear() / 100 * 100 : 0;
            LocalDateTime moment = LocalDateTime.of(
                    century + Integer.parseInt(year),
                    MONTHS.indexOf(date.group("month")) + 1,
                    Integer.parseInt(date.group("day").strip()),
                    Integer.parseInt(date.group("hour")),
                    Integer.parseInt(date.group("minute")),
                    // The grammar allows a leap second.
                    Math.min(59, Integer.parseInt(date.group("second"))));
            boolean isTooFar = century > 0 && moment.isAfter(limit);
            return (isTooFar ? moment.minusYears(100) : moment).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
