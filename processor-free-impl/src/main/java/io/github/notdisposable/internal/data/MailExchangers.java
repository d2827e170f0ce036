/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who runs a mail exchanger, by the ending of its host name.
 *
 * <p>Everybody is behind the exchangers of mailbox providers, hosting companies, relays and filters: they say nothing of a domain. One
 * that belongs to a service of disposable addresses does. Immutable, and thread-safe.
 */
public final class MailExchangers {

    private final Map<String, Operator> byEnding = new HashMap<>();

    /**
     * Takes lines of an ending, a provider, a type and a grade, with tabs between them.
     *
     * @param lines the lines, each with a line feed at its end
     */
    MailExchangers(String lines) {
        for (int from = 0, to = lines.indexOf('\n'); to >= 0; from = to + 1, to = lines.indexOf('\n', from)) {
            String[] fields = lines.substring(from, to).split("\t", -1);
            byEnding.put(
                    fields[0],
                    new Operator(
                            fields[1],
                            Type.valueOf(fields[2].toUpperCase(Locale.ROOT)),
                            fields[3].isEmpty() ? null : fields[3]));
        }
    }

    /**
     * Finds who runs a mail exchanger.
     *
     * @param hostname the host name of an MX record, in canonical form
     * @return the operator by the longest ending that is known; {@code null} if none is
     */
    public @Nullable Operator classify(String hostname) {
        String ending = hostname;
        while (true) {
            Operator operator = byEnding.get(ending);
            int dot = ending.indexOf('.');
            if (operator != null || dot < 0) {
                return operator;
            }
            ending = ending.substring(dot + 1);
        }
    }

    /** The endings of one type. */
    Set<String> endings(Type type) {
        return byEnding.entrySet().stream()
                .filter(entry -> entry.getValue().type() == type)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** {@return the number of endings} */
    int size() {
        return byEnding.size();
    }

    /**
     * Who runs a mail exchanger.
     *
     * @param provider the name of the company or the service
     * @param type what it does there
     * @param grade {@code professional} or {@code standard}; {@code null} for a service of disposable addresses
     */
    public record Operator(
            String provider, Type type, @Nullable String grade) {

        /** {@return whether the exchanger serves disposable addresses and nothing else} */
        public boolean isDisposable() {
            return type == Type.DISPOSABLE;
        }
    }

    /** What a company does with the mail that it accepts. */
    public enum Type {
        /** It keeps mailboxes of persons or companies. */
        MAILBOX,

        /** It keeps the mail of the domains and sites that it hosts. */
        HOSTING,

        /** It forwards or filters; the mailbox is elsewhere. */
        RELAY,

        /** It shows the mail to whoever asks, for a while. */
        DISPOSABLE
    }
}
