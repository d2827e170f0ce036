/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.internal.DidYouMean;

/** Reads the entries that say what an answer means, as they stand in the settings and in presets. */
final class JsonSettings {

    private JsonSettings() {}

    static void trait(JsonBackend.Builder builder, String trait, String place) {
        builder.trait(Words.constant("traits." + trait, EmailTrait.class, trait), pointerOf(place), valuesOf(place));
    }

    static void error(JsonBackend.Builder builder, String reason, String place) {
        builder.error(
                Words.constant("errors." + reason, JsonBackend.ERRORS, reason), pointerOf(place), valuesOf(place));
    }

    static void status(JsonBackend.Builder builder, String status, String reason) {
        int number;
        try {
            number = Integer.parseInt(status);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'statuses." + DidYouMean.printable(status) + "' must be a number such as statuses.202", e);
        }
        builder.status(number, Words.constant("statuses." + number, JsonBackend.ERRORS, reason.strip()));
    }

    /** A place is a pointer alone, or a pointer, an equals sign and values with bars between them. */
    private static String pointerOf(String place) {
        int equals = place.indexOf('=');
        return (equals < 0 ? place : place.substring(0, equals)).strip();
    }

    private static String[] valuesOf(String place) {
        int equals = place.indexOf('=');
        return equals < 0 ? new String[0] : place.substring(equals + 1).strip().split("\\|", -1);
    }
}
