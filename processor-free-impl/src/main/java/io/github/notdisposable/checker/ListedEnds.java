/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.DomainEnd;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.embedded.DnsUse;
import io.github.notdisposable.embedded.EmbeddedBackend;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges values that are no address, or no domain name, by the end of their domain: a mail system may deliver what the standards forbid.
 *
 * <p>Only lists are asked, the application's own, those of the backends and the bundled data, whatever the backends are: such a value reaches
 * neither the DNS nor a service. It is refused if its domain ends in a listed one, or let in as what it is: no address.
 */
final class ListedEnds {

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
     * @return the domain with its verdict; empty if it is not listed
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
        for (GuardedBackend backend : lists) {
            BackendAnswer answer = backend.listed(end.name()).orElse(null);
            if (answer != null) {
                return listed(end, backend.name(), answer, wanted);
            }
        }
        return Optional.empty();
    }

    private static Optional<Subject> listed(
            DomainEnd end, String backend, BackendAnswer answer, Set<EmailTrait> wanted) {
        boolean disposable = answer.traits().contains(EmailTrait.DISPOSABLE);
        boolean suspicious = answer.traits().contains(EmailTrait.SUSPICIOUS);
        if (!disposable && !(suspicious && wanted.contains(EmailTrait.SUSPICIOUS))) {
            return Optional.empty();
        }
        String listed = answer.matchedEntry().orElse(end.name());
        Subject subject = Subject.ofDomain(listed);
        return Optional.of(subject.inPlaceOf(
                end,
                subject.listed(
                        disposable ? Category.BLACK : Category.GREY,
                        disposable ? EmailTrait.DISPOSABLE : EmailTrait.SUSPICIOUS,
                        backend,
                        listed,
                        answer.provider().orElse(null))));
    }
}
