/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.internal.TraitSet;
import io.github.notdisposable.internal.backend.GuardedBackend;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The backends of a checker, which owns them. Thread-safe. */
final class Backends {

    private static final Logger LOG = System.getLogger(EmailChecker.class.getName());

    private final List<EmailBackend> given;
    private final List<EmailBackend> guarded;

    /**
     * Takes over backends.
     *
     * @throws IllegalArgumentException if two have one name
     */
    Backends(List<EmailBackend> given) {
        Set<String> names = new HashSet<>();
        for (EmailBackend backend : given) {
            if (!names.add(backend.name())) {
                throw new IllegalArgumentException(
                        "Two backends are named '" + backend.name() + "'; names must differ");
            }
        }
        this.given = given;
        guarded = given.stream().<EmailBackend>map(GuardedBackend::new).toList();
    }

    /** Returns the backends as they were handed in. */
    List<EmailBackend> given() {
        return given;
    }

    /** Returns the backends in a form that never throws. */
    List<EmailBackend> guarded() {
        return guarded;
    }

    /** Returns a test that knows the traits of an address where each backend's test does. */
    EmailBackend.Screen screen(Set<EmailTrait> wanted) {
        return guarded.stream()
                .map(backend -> backend.screen(wanted))
                .reduce(Backends::both)
                .orElseThrow();
    }

    private static EmailBackend.Screen both(EmailBackend.Screen one, EmailBackend.Screen other) {
        return address -> {
            Set<EmailTrait> first = one.traitsOf(address);
            Set<EmailTrait> second = first == null ? null : other.traitsOf(address);
            return first == null || second == null
                    ? null
                    : TraitSet.copyOf(first).with(TraitSet.copyOf(second));
        };
    }

    void close() {
        given.forEach(backend -> closeQuietly(backend, backend.name()));
    }

    static void closeQuietly(AutoCloseable closeable, String name) {
        try {
            closeable.close();
        } catch (Exception failed) {
            if (failed instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.log(
                    Level.WARNING,
                    () -> "Closing " + name + " failed with a "
                            + failed.getClass().getName() + '.');
        }
    }

    @Override
    public String toString() {
        return given.stream().map(EmailBackend::name).toList().toString();
    }
}
