/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.DomainEnd;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.embedded.DnsUse;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.internal.TraitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges values that are no address, or no domain name, by the end of their domain: a mail system may deliver what the standards forbid.
 *
 * <p>Only lists are asked, the application's own, those of the backends and the bundled data, whatever the backends are: such a value reaches
 * neither the DNS nor a service. It is refused if a rule refuses what its domain ends in, or let in as what it is: no address.
 */
final class ListedEnds {

    /** What a list can say, the gravest first. */
    private static final List<EmailTrait> TRAITS =
            List.of(EmailTrait.DISPOSABLE, EmailTrait.SUSPICIOUS, EmailTrait.RELAY, EmailTrait.PUBLIC);

    private static final BackendAnswer NOTHING =
            BackendAnswer.about(BackendAnswer.Scope.DOMAIN).build();

    private final OwnList allow;
    private final OwnList block;
    /** The backends, and the bundled data last. */
    private final List<GuardedBackend> lists;

    ListedEnds(OwnList allow, OwnList block, List<GuardedBackend> backends) {
        this.allow = allow;
        this.block = block;
        GuardedBackend bundled =
                new GuardedBackend(EmbeddedBackend.builder().dns(DnsUse.NEVER).build());
        lists = Stream.concat(backends.stream(), Stream.of(bundled)).toList();
    }

    /**
     * Returns the listed domain to which the end of a domain belongs.
     *
     * @param end the end
     * @param wanted the traits that matter; a domain that is listed as suspicious counts if it is among them
     * @return the domain with its verdict; empty if it is neither blocked nor disposable nor suspicious
     */
    Optional<Subject> listed(DomainEnd end, Set<EmailTrait> wanted) {
        return subject(end, wanted).filter(subject -> {
            EmailVerdict verdict = subject.ofLists();
            return verdict != null
                    && (verdict.has(EmailTrait.BLOCKLISTED)
                            || verdict.has(EmailTrait.DISPOSABLE)
                            || verdict.has(EmailTrait.SUSPICIOUS));
        });
    }

    /**
     * Returns what lists say of the end of a domain.
     *
     * @param end the end
     * @param wanted the traits that matter; a domain that is listed as suspicious counts if it is among them
     * @return the listed domain to which the end belongs, or else the end itself, with a verdict; empty if it is allow-listed
     */
    Optional<Subject> subject(DomainEnd end, Set<EmailTrait> wanted) {
        if (allow.listedDomain(end) != null) {
            return Optional.empty();
        }
        String blocked = block.listedDomain(end);
        if (blocked != null) {
            Subject subject = Subject.ofDomain(blocked);
            String entry = block.match(null, blocked);
            return Optional.of(subject.inPlaceOf(
                    end,
                    subject.listed(
                            Category.BLACK,
                            EmailTrait.BLOCKLISTED,
                            "block-list",
                            entry != null ? entry : blocked,
                            null)));
        }
        EmailVerdict gravest = verdict(end, EmbeddedBackend.NAME, NOTHING, wanted);
        for (GuardedBackend backend : end.name().isEmpty() ? List.<GuardedBackend>of() : lists) {
            EmailVerdict verdict =
                    verdict(end, backend.name(), backend.listed(end.name()).orElse(NOTHING), wanted);
            if (gravityOf(verdict) > gravityOf(gravest)) {
                gravest = verdict;
            }
        }
        return Optional.of(Subject.ofDomain(gravest.domain()).inPlaceOf(end, gravest));
    }

    /** The first list counts of those that say the same. */
    private static int gravityOf(EmailVerdict verdict) {
        int last = TRAITS.size();
        for (int i = 0; i < last; i++) {
            if (verdict.has(TRAITS.get(i))) {
                return last - i;
            }
        }
        return 0;
    }

    /** Tells those traits of an answer that a list can say and that matter. */
    private static EmailVerdict verdict(DomainEnd end, String backend, BackendAnswer answer, Set<EmailTrait> wanted) {
        Set<EmailTrait> traits = TRAITS.stream()
                .filter(answer.traits()::contains)
                .filter(trait -> trait != EmailTrait.SUSPICIOUS || wanted.contains(trait))
                .collect(Collectors.toSet());
        String listed = traits.isEmpty() ? end.name() : answer.matchedEntry().orElse(end.name());
        return EmailVerdict.about(Subject.ofDomain(listed))
                .category(Category.of(traits))
                .traits(TraitSet.copyOf(traits))
                .source(backend)
                .matchedEntry(traits.isEmpty() ? null : listed)
                .provider(answer.provider().orElse(null))
                .build();
    }
}
