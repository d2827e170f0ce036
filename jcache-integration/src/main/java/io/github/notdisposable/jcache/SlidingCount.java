/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jcache;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The events within a sliding window, as a text: a version, and a time and a number for each slot. A window that takes many events is counted by
 * slots, each a part of it, so that the text stays short; else a slot is a moment.
 */
final class SlidingCount {

    private static final String VERSION = "1";
    private static final int MOST_MOMENTS = 32;
    private static final Pattern FORM = Pattern.compile(VERSION + "(?:,[0-9]{1,15}\\*[0-9]{1,9})+");

    private final List<Slot> slots = new ArrayList<>();
    private final long now;
    private final int max;
    private final long step;
    private int count;

    private record Slot(long time, int events) {}

    /**
     * Reads what is still within the window.
     *
     * @param text what stands in the cache; what is of another version, or anything else, counts for nothing
     * @param now the time in milliseconds
     * @param window the length of the window in milliseconds
     * @param max how many events the window takes
     */
    SlidingCount(@Nullable String text, long now, long window, int max) {
        this.now = now;
        this.max = max;
        this.step = max <= MOST_MOMENTS ? 0 : (window + MOST_MOMENTS - 1) / MOST_MOMENTS;
        if (text == null || !FORM.matcher(text).matches()) {
            return;
        }
        for (String slot : text.substring(VERSION.length() + 1).split(",", -1)) {
            int star = slot.indexOf('*');
            long time = Long.parseLong(slot.substring(0, star));
            int events = Integer.parseInt(slot.substring(star + 1));
            if (now - time < window + step) {
                slots.add(new Slot(time, events));
                count += events;
            }
        }
    }

    /** Returns whether the window takes no further event. */
    boolean isFull() {
        return count >= max;
    }

    /** Counts an event and returns the number of all. */
    int add() {
        long time = step > 0 ? now - now % step : now;
        int last = slots.size() - 1;
        if (last >= 0 && slots.get(last).time == time) {
            slots.set(last, new Slot(time, slots.get(last).events + 1));
        } else {
            slots.add(new Slot(time, 1));
        }
        return ++count;
    }

    /**
     * Returns a counter without its last event.
     *
     * @param text what stands in the cache
     * @return the text of the same counter with one event less; null if none is left, or the text is none of ours
     */
    static @Nullable String withoutLast(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        int star = text.lastIndexOf('*');
        int events = Integer.parseInt(text.substring(star + 1));
        if (events > 1) {
            return text.substring(0, star + 1) + (events - 1);
        }
        String others = text.substring(0, text.lastIndexOf(','));
        return others.equals(VERSION) ? null : others;
    }

    String text() {
        StringBuilder text = new StringBuilder(VERSION);
        for (Slot slot : slots) {
            text.append(',').append(slot.time).append('*').append(slot.events);
        }
        return text.toString();
    }
}
