/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.DomainName;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.checker.EmailVerdict;
import io.github.notdisposable.embedded.EmbeddedBackend;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The domains of the last addresses, each with its kind. Where a verdict hangs on the domain and on what can be told of the address alone, the row
 * of a further address is copied: the rows at all domains of a kind have a pattern, which is taken from the first of them, and kept only if that
 * row comes out of it again, byte for byte.
 *
 * <p>Thread-safe; what one thread has added another may not see at once.
 */
final class KnownDomains {

    private static final int FEWEST_SLOTS = 1 << 12;

    /** Half of them are used, which takes some 40 MB; then all domains are forgotten. */
    private static final int MOST_SLOTS = 1 << 20;

    private final @Nullable Function<String, BackendAnswer> lists;

    /** By what is known of their domains. There are few, as most domains look alike. */
    private final Map<List<Object>, DomainKind> kinds = new ConcurrentHashMap<>();

    /** Each domain stands at the place of its hash, or at the next that was free. */
    private volatile AtomicReferenceArray<@Nullable KnownDomain> slots = new AtomicReferenceArray<>(FEWEST_SLOTS);

    private int size;

    /**
     * Creates an empty collection.
     *
     * @param lists what the bundled data alone knows of a domain, from which its kind is told before there is a row; null if more than that matters
     */
    KnownDomains(@Nullable Function<String, BackendAnswer> lists) {
        this.lists = lists;
    }

    /** {@return the domain of an address, or null if it is not known} */
    @Nullable
    KnownDomain find(Line address) {
        AtomicReferenceArray<@Nullable KnownDomain> all = slots;
        int last = all.length() - 1;
        for (int slot = address.domainHash() & last; ; slot = (slot + 1) & last) {
            KnownDomain domain = all.getAcquire(slot);
            if (domain == null || domain.isOf(address)) {
                return domain;
            }
        }
    }

    /** {@return the domain of an address, which is known from now on; null if lists do not tell its kind} */
    @Nullable
    KnownDomain findOrMeet(Line address) {
        KnownDomain known = find(address);
        return known != null ? known : meet(address);
    }

    private @Nullable KnownDomain meet(Line address) {
        if (lists == null) {
            return null;
        }
        String name = address.domainText();
        if (!DomainName.isCanonical(name)) {
            return null;
        }
        BackendAnswer answer = lists.apply(name);
        String root = answer.root().orElse(null);
        // Where no provider is known, there are no rules of its own.
        MailboxForm mailbox = answer.provider().isEmpty() ? MailboxForm.AS_WRITTEN : MailboxForm.at(name);
        if (root == null || mailbox == null) {
            return null;
        }
        DomainKind kind = kind(
                Category.of(answer.traits()),
                answer.traits(),
                answer.suggestion().orElse(null),
                answer.provider().orElse(null),
                EmbeddedBackend.NAME,
                mailbox);
        KnownDomain domain = new KnownDomain(address, name, root, kind);
        put(domain);
        return domain;
    }

    /**
     * Takes the pattern of a row.
     *
     * @param address a plain address
     * @param known its domain; null if it is not known: then it is from now on, if the address is of the plainest variant
     * @param row the row of the address
     * @param written what was written of it
     */
    void learn(Line address, @Nullable KnownDomain known, Row row, byte[] written) {
        EmailVerdict verdict = row.verdict();
        if (verdict == null || !verdict.unavailable().isEmpty()) {
            return;
        }
        KnownDomain domain = known != null ? known : domainOf(address, verdict);
        if (domain == null) {
            return;
        }
        RowPattern pattern = domain.kind().pattern(address.variant());
        if (pattern == null) {
            pattern = RowPattern.of(row, verdict, written);
        }
        if (pattern != null && domain.writesAs(written, address, pattern)) {
            domain.kind().setPattern(address.variant(), pattern);
            if (known == null) {
                put(domain);
            }
        }
    }

    private @Nullable KnownDomain domainOf(Line address, EmailVerdict verdict) {
        // That of a verdict on the end of a domain may be anything.
        if (address.variant() != 0
                || !DomainName.isCanonical(verdict.domain())
                || !verdict.domain().endsWith(verdict.root())) {
            return null;
        }
        MailboxForm mailbox = MailboxForm.at(verdict.domain());
        if (mailbox == null) {
            return null;
        }
        DomainKind kind = kind(
                verdict.category(),
                verdict.traits(),
                verdict.suggestion(),
                verdict.provider(),
                verdict.source(),
                mailbox);
        return new KnownDomain(address, verdict.domain(), verdict.root(), kind);
    }

    private DomainKind kind(
            Category category,
            Set<EmailTrait> traits,
            @Nullable String suggestion,
            @Nullable String provider,
            @Nullable String source,
            MailboxForm mailbox) {
        List<Object> known = List.of(category, traits, orNone(suggestion), orNone(provider), orNone(source), mailbox);
        return kinds.computeIfAbsent(known, key -> new DomainKind(mailbox));
    }

    private static String orNone(@Nullable String value) {
        return value == null ? "" : value;
    }

    private synchronized void put(KnownDomain domain) {
        AtomicReferenceArray<@Nullable KnownDomain> all = slots;
        if (2 * size >= all.length()) {
            all = all.length() < MOST_SLOTS ? grown(all) : new AtomicReferenceArray<>(FEWEST_SLOTS);
            size = all.length() == FEWEST_SLOTS ? 0 : size;
            slots = all;
        }
        insert(all, domain);
        size++;
    }

    private static AtomicReferenceArray<@Nullable KnownDomain> grown(AtomicReferenceArray<@Nullable KnownDomain> all) {
        AtomicReferenceArray<@Nullable KnownDomain> more = new AtomicReferenceArray<>(4 * all.length());
        for (int slot = 0; slot < all.length(); slot++) {
            KnownDomain domain = all.getPlain(slot);
            if (domain != null) {
                insert(more, domain);
            }
        }
        return more;
    }

    private static void insert(AtomicReferenceArray<@Nullable KnownDomain> all, KnownDomain domain) {
        int last = all.length() - 1;
        int slot = domain.hash() & last;
        while (all.getPlain(slot) != null) {
            slot = (slot + 1) & last;
        }
        all.setRelease(slot, domain);
    }
}
