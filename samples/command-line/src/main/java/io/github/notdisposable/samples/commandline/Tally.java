/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.checker.EmailVerdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what came of the values. Used by one thread at a time. */
final class Tally {

    private final Map<String, Map<UnavailableReason, Long>> unavailable = new TreeMap<>();
    private long checked;
    private long refused;

    /** Counts an address of which no backend had to be left out. */
    void add(boolean allowed) {
        checked++;
        refused += allowed ? 0 : 1;
    }

    void add(Row row) {
        add(row.allowed());
        EmailVerdict verdict = row.verdict();
        if (verdict != null) {
            verdict.unavailable().forEach((backend, reason) -> {
                // Then it was asked, and has nothing to say of such an address.
                if (reason != UnavailableReason.REFUSED_INPUT) {
                    count(backend, reason, 1);
                }
            });
        }
    }

    void add(Tally other) {
        checked += other.checked;
        refused += other.refused;
        other.unavailable.forEach(
                (backend, reasons) -> reasons.forEach((reason, times) -> count(backend, reason, times)));
    }

    long checked() {
        return checked;
    }

    long refused() {
        return refused;
    }

    int exitStatus() {
        if (!unavailable.isEmpty()) {
            return ExitStatus.BACKEND_UNAVAILABLE;
        }
        return refused > 0 ? ExitStatus.SOME_REFUSED : ExitStatus.ALL_ALLOWED;
    }

    /** Says of each backend that could not be asked how often and why. */
    void complain(Console console) {
        unavailable.forEach((backend, reasons) -> {
            long times = reasons.values().stream().mapToLong(Long::longValue).sum();
            String why = reasons.entrySet().stream()
                    .map(entry -> Choice.nameOf(entry.getKey()) + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
            console.complain(
                    backend + " could not be asked about " + times + " of " + checked + " addresses (" + why + ")");
        });
    }

    private void count(String backend, UnavailableReason reason, long times) {
        unavailable
                .computeIfAbsent(backend, key -> new EnumMap<>(UnavailableReason.class))
                .merge(reason, times, Long::sum);
    }
}
