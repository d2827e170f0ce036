/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.examples;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import java.util.Set;

public final class OurList implements EmailBackend {

    private final Set<String> ours = Set.of("throw-away.example");

    @Override
    public String name() {
        return "our-list";
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        return BackendAnswer.about(Scope.DOMAIN)
                .trait(EmailTrait.DISPOSABLE, ours.contains(query.domain()))
                .build();
    }
}
