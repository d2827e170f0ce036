/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal;

import java.time.Duration;

/**
 * Checks of arguments, with the same message everywhere.
 *
 * <p>A duration has no upper bound: one that is longer than {@link Durations#LONGEST} counts as that, so that clocks can reckon with it.
 */
public final class Arguments {

    private Arguments() {}

    /**
     * Returns a duration that is longer than zero.
     *
     * @param name the name of the argument, for the message
     * @param value the duration
     * @return the duration, {@link Durations#LONGEST} if it is longer
     * @throws IllegalArgumentException if it is zero or negative
     */
    public static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("'" + name + "' must be positive, was " + value);
        }
        return Durations.bounded(value);
    }

    /**
     * Returns a duration that is zero or longer.
     *
     * @param name the name of the argument, for the message
     * @param value the duration
     * @return the duration, {@link Durations#LONGEST} if it is longer
     * @throws IllegalArgumentException if it is negative
     */
    public static Duration notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("'" + name + "' must not be negative, was " + value);
        }
        return Durations.bounded(value);
    }

    /**
     * Returns a number that is greater than zero.
     *
     * @param name the name of the argument, for the message
     * @param value the number
     * @return the number
     * @throws IllegalArgumentException if it is zero or negative
     */
    public static int positive(String name, int value) {
        return (int) positive(name, (long) value);
    }

    /**
     * Returns a number that is greater than zero.
     *
     * @param name the name of the argument, for the message
     * @param value the number
     * @return the number
     * @throws IllegalArgumentException if it is zero or negative
     */
    public static long positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("'" + name + "' must be positive, was " + value);
        }
        return value;
    }

    /**
     * Returns a number that is zero or greater.
     *
     * @param name the name of the argument, for the message
     * @param value the number
     * @return the number
     * @throws IllegalArgumentException if it is negative
     */
    public static long notNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("'" + name + "' must not be negative, was " + value);
        }
        return value;
    }

    /**
     * Returns a number within bounds.
     *
     * @param name the name of the argument, for the message
     * @param value the number
     * @param min the smallest that is allowed
     * @param max the largest that is allowed
     * @return the number
     * @throws IllegalArgumentException if it is smaller or larger
     */
    public static int between(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("'" + name + "' must be " + min + " to " + max + ", was " + value);
        }
        return value;
    }
}
