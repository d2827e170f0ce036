/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.DomainEnd;
import io.github.notdisposable.address.DomainName;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.internal.backend.GuardedBackend;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes a subject of a value.
 *
 * <p>A value that is no address, or no domain name, is judged by the end of its domain, as a mail system may deliver what the standards forbid.
 * Only lists are asked then, the application's own, those of the backends and the bundled data, whatever the backends are: such a value reaches
 * neither the DNS nor a service. It is refused if a rule refuses what its domain ends in, or let in as what it is: no address.
 */
final class SubjectParser {

    /** What a list can say, the gravest first. */
    private static final List<EmailTrait> TRAITS =
            List.of(EmailTrait.DISPOSABLE, EmailTrait.SUSPICIOUS, EmailTrait.RELAY, EmailTrait.PUBLIC);

    private static final BackendAnswer NOTHING =
            BackendAnswer.about(Scope.DOMAIN).build();

    private final OwnList allow;
    private final OwnList block;
    /** The backends, and the bundled data last. */
    private final List<EmailBackend> lists;

    SubjectParser(OwnList allow, OwnList block, List<EmailBackend> backends) {
        this.allow = allow;
        this.block = block;
        EmailBackend bundled = new GuardedBackend(
                EmbeddedBackend.builder().dns(EmbeddedBackend.DnsUse.NEVER).build());
        lists = Stream.concat(backends.stream(), Stream.of(bundled)).toList();
    }

    /**
     * Reads an address.
     *
     * @param value any text
     * @param wanted the traits that matter; a domain that is listed as suspicious counts if it is among them
     * @return the address, or the listed domain in which the value ends; empty if it is neither
     */
    Optional<Subject> address(CharSequence value, Set<EmailTrait> wanted) {
        return EmailAddress.parse(value)
                .map(Subject::of)
                .or(() -> DomainEnd.ofAddress(value).flatMap(end -> listed(end, wanted)));
    }

    /** Reads a domain name, as {@link #address} reads an address. */
    Optional<Subject> domain(CharSequence value, Set<EmailTrait> wanted) {
        return DomainName.parse(value)
                .map(Subject::ofDomain)
                .or(() -> DomainEnd.ofDomain(value).flatMap(end -> listed(end, wanted)));
    }

    /** Reads an address, or the end of the domain of a value that is none, listed or not; empty if the end is allow-listed. */
    Optional<Subject> addressOrEnd(CharSequence value, Set<EmailTrait> wanted) {
        return EmailAddress.parse(value)
                .map(Subject::of)
                .or(() -> DomainEnd.ofAddress(value).flatMap(end -> end(end, wanted)));
    }

    private Optional<Subject> listed(DomainEnd end, Set<EmailTrait> wanted) {
        return end(end, wanted).filter(subject -> {
            EmailVerdict verdict = subject.ofLists();
            return verdict != null
                    && (verdict.has(EmailTrait.BLOCKLISTED)
                            || verdict.has(EmailTrait.DISPOSABLE)
                            || verdict.has(EmailTrait.SUSPICIOUS));
        });
    }

    /** Returns the listed domain to which an end belongs, or else the end itself, with what lists say of it; empty if it is allow-listed. */
    private Optional<Subject> end(DomainEnd end, Set<EmailTrait> wanted) {
        if (allow.listedDomain(end) != null) {
            return Optional.empty();
        }
        String blocked = block.listedDomain(end);
        if (blocked != null) {
            Subject subject = Subject.ofDomain(blocked);
            String entry = block.match(null, blocked);
            return Optional.of(subject.inPlaceOf(
                    end,
                    CheckPipeline.ownListed(
                            subject, OwnList.BLOCK, EmailTrait.BLOCKLISTED, entry != null ? entry : blocked)));
        }
        EmailVerdict gravest = verdict(end, EmbeddedBackend.NAME, NOTHING, wanted);
        for (EmailBackend backend : end.name().isEmpty() ? List.<EmailBackend>of() : lists) {
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

    /** Keeps those traits of an answer that a list can say and that matter. */
    private static EmailVerdict verdict(DomainEnd end, String backend, BackendAnswer answer, Set<EmailTrait> wanted) {
        List<EmailTrait> traits = TRAITS.stream()
                .filter(answer.traits()::contains)
                .filter(trait -> trait != EmailTrait.SUSPICIOUS || wanted.contains(trait))
                .toList();
        String listed = traits.isEmpty() ? end.name() : answer.matchedEntry().orElse(end.name());
        BackendAnswer.Builder ofList = BackendAnswer.about(Scope.DOMAIN)
                .matchedEntry(traits.isEmpty() ? null : listed)
                .provider(answer.provider().orElse(null));
        traits.forEach(ofList::trait);
        return VerdictMerger.verdict(Subject.ofDomain(listed), backend, ofList.build());
    }
}
