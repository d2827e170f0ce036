/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.DomainEnd;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.internal.data.BundledData;
import io.github.notdisposable.internal.data.DomainTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Judges values that are no address, or no domain name, by the end of their domain: a mail system may deliver what the standards forbid.
 *
 * <p>Only lists are asked, the application's own and the bundled data, whatever the backends are: such a value reaches neither the DNS nor a
 * service. It is refused if its domain ends in a listed one, or let in as what it is: no address.
 */
final class ListedEnds {

    private final OwnList allow;
    private final OwnList block;
    private final ToLongFunction<String> bundled;

    ListedEnds(OwnList allow, OwnList block, List<EmailBackend> backends) {
        this.allow = allow;
        this.block = block;
        bundled = backends.stream()
                .filter(EmbeddedBackend.class::isInstance)
                .map(EmbeddedBackend.class::cast)
                .<ToLongFunction<String>>map(embedded -> embedded::find)
                .findFirst()
                .orElse(domain -> BundledData.get().domains().find(domain, 0, domain.length()));
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
        long match = bundled.applyAsLong(end.name());
        boolean disposable = (DomainTable.flags(match) & DomainTable.DISPOSABLE) != 0;
        boolean suspicious = (DomainTable.flags(match) & DomainTable.SUSPICIOUS) != 0;
        if (!disposable && !(suspicious && wanted.contains(EmailTrait.SUSPICIOUS))) {
            return Optional.empty();
        }
        String listed = end.name().substring(DomainTable.start(match));
        Subject subject = Subject.ofDomain(listed);
        return Optional.of(subject.inPlaceOf(
                end,
                subject.listed(
                        disposable ? Category.BLACK : Category.GREY,
                        disposable ? EmailTrait.DISPOSABLE : EmailTrait.SUSPICIOUS,
                        EmbeddedBackend.NAME,
                        listed,
                        BundledData.get().provider(DomainTable.provider(match)))));
    }
}
