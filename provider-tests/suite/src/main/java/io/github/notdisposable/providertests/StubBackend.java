/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import java.util.Map;

/** Knows a handful of domains, so that the verdicts of this suite do not hang on the bundled data. */
final class StubBackend implements EmailBackend {

    private static final Map<String, EmailTrait> TRAITS = Map.of(
            "throwaway.example", EmailTrait.DISPOSABLE,
            "mailinator.com", EmailTrait.DISPOSABLE,
            "relay.example", EmailTrait.RELAY,
            "public.example", EmailTrait.PUBLIC,
            "nomail.example", EmailTrait.NO_MAIL_SERVER,
            "unresolved.example", EmailTrait.UNRESOLVED,
            "suspicious.example", EmailTrait.SUSPICIOUS,
            "blocklisted.example", EmailTrait.BLOCKLISTED);

    @Override
    public String name() {
        return "stub";
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        if (query.domain().equals("down.example")) {
            return BackendAnswer.unavailable(UnavailableReason.FAILED);
        }
        if (query.domain().equals("broken.example")) {
            throw new IllegalStateException("a backend that breaks its contract");
        }
        if (query.domain().equals("banned.example")) {
            return BackendAnswer.banned("${1+1} too many attempts");
        }
        BackendAnswer.Builder answer = BackendAnswer.about(BackendAnswer.Scope.ADDRESS);
        TRAITS.forEach((domain, trait) -> answer.trait(
                trait, query.domain().equals(domain) || query.domain().endsWith("." + domain)));
        query.address()
                .ifPresent(address -> answer.trait(EmailTrait.ALIAS, address.isSubAddressed())
                        .trait(EmailTrait.ROLE_BASED, address.localPart().equals("info")));
        if (query.domain().equals("grey.example")) {
            answer.category(Category.GREY);
        }
        return answer.build();
    }
}
