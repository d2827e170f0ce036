/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import java.util.Locale;

/**
 * A bound, and what was measured.
 *
 * @param what what is measured
 * @param measured the figure, with what it is the ratio of
 * @param bound the bound in words
 * @param met whether it is met
 */
public record Row(String what, String measured, String bound, boolean met) {

    /**
     * Compares two times.
     *
     * @param what what is measured
     * @param ours nanoseconds
     * @param theirs nanoseconds of what it is compared with
     * @param bound the greatest ratio
     * @return the row
     */
    static Row ratio(String what, double ours, double theirs, double bound) {
        double ratio = ours / theirs;
        return new Row(
                what,
                String.format(Locale.ROOT, "%.2f times (%s / %s)", ratio, time(ours), time(theirs)),
                String.format(Locale.ROOT, "at most %.2f times", bound),
                ratio <= bound);
    }

    /**
     * States a figure that must not be greater than a bound.
     *
     * @param what what is measured
     * @param figure the figure
     * @param bound the greatest that is allowed
     * @param unit the unit of both
     * @return the row
     */
    static Row atMost(String what, double figure, double bound, String unit) {
        return new Row(
                what,
                String.format(Locale.ROOT, "%.1f %s", figure, unit),
                String.format(Locale.ROOT, "at most %.0f %s", bound, unit),
                // What a profiler counts is never an exact zero.
                figure <= bound + 0.05);
    }

    /** {@return the row of a table in Markdown} */
    String markdown() {
        return "| " + what + " | " + measured + " | " + bound + " | " + (met ? "met" : "**missed**") + " |";
    }

    private static String time(double nanos) {
        if (nanos < 1e4) {
            return String.format(Locale.ROOT, "%.1f ns", nanos);
        }
        return nanos < 1e6
                ? String.format(Locale.ROOT, "%.1f µs", nanos / 1e3)
                : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
