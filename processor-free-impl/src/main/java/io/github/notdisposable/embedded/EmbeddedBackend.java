/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import static io.github.notdisposable.internal.data.DomainTable.DISPOSABLE;
import static io.github.notdisposable.internal.data.DomainTable.PROTECTED;
import static io.github.notdisposable.internal.data.DomainTable.PUBLIC;
import static io.github.notdisposable.internal.data.DomainTable.RELAY;
import static io.github.notdisposable.internal.data.DomainTable.SUSPICIOUS;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.internal.data.BundledData;
import io.github.notdisposable.internal.data.DomainTable;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Answers from the data that is bundled with the library, and from the DNS where a wanted trait needs it. It always answers: where the DNS
 * does not, the traits that need it are not told.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class EmbeddedBackend implements EmailBackend {

    /** The name of this back end in settings, verdicts and logs. */
    public static final String NAME = "embedded";

    private static final Set<EmailTrait> OF_THE_DNS = Set.of(EmailTrait.NO_MAIL_SERVER, EmailTrait.UNRESOLVED);
    private static final Set<EmailTrait> OF_THE_LOCAL_PART = Set.of(EmailTrait.ALIAS, EmailTrait.ROLE_BASED);

    private final BundledData data = BundledData.get();

    private EmbeddedBackend() {}

    /** {@return the back end with its defaults} */
    public static EmbeddedBackend create() {
        return new EmbeddedBackend();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        String domain = query.domain();
        long match = data.domains().find(domain, 0, domain.length());
        int flags = DomainTable.flags(match);
        String root = data.suffixes().registrableDomain(domain);
        BackendAnswer.Builder answer = BackendAnswer.about(BackendAnswer.Scope.ADDRESS)
                .trait(EmailTrait.DISPOSABLE, (flags & DISPOSABLE) != 0)
                .trait(EmailTrait.SUSPICIOUS, (flags & (DISPOSABLE | SUSPICIOUS)) == SUSPICIOUS)
                .trait(EmailTrait.RELAY, (flags & RELAY) != 0)
                .trait(EmailTrait.PUBLIC, (flags & PUBLIC) != 0)
                .root(root)
                .subdomain(root != null && !root.equals(domain))
                .provider(data.provider(DomainTable.provider(match)));
        if ((flags & ~PROTECTED) != 0) {
            answer.matchedEntry(domain.substring(DomainTable.start(match)));
        } else if (flags == 0) {
            answer.suggestion(data.suggester().suggest(domain));
        }
        query.address().ifPresent(address -> addTraitsOfLocalPart(address, answer));
        return answer.build();
    }

    /**
     * Returns a test that holds for an address when it is certain that it has none of the wanted traits. It allocates nothing.
     *
     * @param wanted the traits that matter
     * @return the test; it holds for no address where a wanted trait needs more than a look at the domain
     */
    public Predicate<String> screen(Set<EmailTrait> wanted) {
        boolean domainIsEnough =
                wanted.stream().noneMatch(trait -> OF_THE_DNS.contains(trait) || OF_THE_LOCAL_PART.contains(trait));
        return domainIsEnough ? new DomainScreen(data.domains(), wanted)::test : address -> false;
    }

    private void addTraitsOfLocalPart(EmailAddress address, BackendAnswer.Builder answer) {
        String normalized = address.normalized();
        answer.trait(EmailTrait.ALIAS, address.isSubAddressed())
                .trait(EmailTrait.ROLE_BASED, data.isRole(normalized, 0, normalized.lastIndexOf('@')));
    }
}
