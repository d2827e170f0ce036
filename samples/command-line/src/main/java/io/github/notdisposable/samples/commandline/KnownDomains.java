/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.checker.EmailVerdict;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The domains of the last addresses. Where a verdict hangs on the domain and on what can be told of the address alone, the row of a further
 * address is copied. A pattern is kept only if the row that it was taken from comes out of it again, byte for byte. Thread-safe; what one thread
 * has added another may not see at once.
 */
final class KnownDomains {

    /** Some 35 MB when all are taken. */
    private static final int SLOTS = 1 << 19;

    /** How many domains share their places. */
    private static final int PLACES = 4;

    private final @Nullable KnownDomain[] slots = new KnownDomain[SLOTS];

    /** By what the patterns of the plainest variant look like. There are few, as most domains look alike. */
    private final Map<String, @Nullable RowPattern[]> patterns = new ConcurrentHashMap<>();

    /** Those of the last domain that was added, which the next is likely to share. */
    private @Nullable RowPattern[] latest = {null};

    /** {@return the domain of an address, or null if it is not known} */
    @Nullable
    KnownDomain find(PlainAddress address) {
        int place = placeOf(address);
        for (int slot = place; slot < place + PLACES; slot++) {
            KnownDomain domain = slots[slot];
            if (domain == null) {
                return null;
            }
            if (domain.isOf(address)) {
                return domain;
            }
        }
        return null;
    }

    /**
     * Takes the pattern of a row.
     *
     * @param address a plain address
     * @param known its domain, or null if it is not known: then it is from now on, in place of the oldest of those that share its places, if
     *     the address is of the plainest variant
     * @param row the row of the address
     * @param written what was written of it
     */
    void add(PlainAddress address, @Nullable KnownDomain known, Row row, byte[] written) {
        EmailVerdict verdict = row.verdict();
        if (verdict == null
                || (known == null && address.variant() != 0)
                || !verdict.unavailable().isEmpty()
                || !verdict.domain().endsWith(verdict.root())) {
            return;
        }
        MailboxForm mailbox = MailboxForm.at(verdict.domain());
        if (mailbox == null || (known == null && addLikeLatest(address, verdict, mailbox, written))) {
            return;
        }
        RowPattern pattern = RowPattern.of(row, verdict, mailbox, new String(written, StandardCharsets.UTF_8));
        if (pattern == null) {
            return;
        }
        KnownDomain domain = known;
        if (domain == null) {
            latest = patterns.computeIfAbsent(pattern.key(), key -> new RowPattern[PlainAddress.VARIANTS]);
            domain = new KnownDomain(address, verdict, latest);
        }
        if (domain.writesAs(written, address, pattern)) {
            domain.setPattern(address, pattern);
            if (known == null) {
                put(address, domain);
            }
        }
    }

    private boolean addLikeLatest(PlainAddress address, EmailVerdict verdict, MailboxForm mailbox, byte[] written) {
        @Nullable RowPattern[] shared = latest;
        RowPattern pattern = shared[0];
        if (pattern == null || !pattern.mailbox().equals(mailbox)) {
            return false;
        }
        KnownDomain domain = new KnownDomain(address, verdict, shared);
        if (!domain.writesAs(written, address, pattern)) {
            return false;
        }
        put(address, domain);
        return true;
    }

    private void put(PlainAddress address, KnownDomain domain) {
        int place = placeOf(address);
        System.arraycopy(slots, place, slots, place + 1, PLACES - 1);
        slots[place] = domain;
    }

    /** Where the newest of the domains stands that share their places with that of an address. */
    private static int placeOf(PlainAddress address) {
        return (address.domainHash() >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS))) & -PLACES;
    }
}
