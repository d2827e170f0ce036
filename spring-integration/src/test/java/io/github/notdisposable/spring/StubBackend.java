/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;

/** Knows one disposable domain. */
class StubBackend implements EmailBackend {

    private final String name;
    private final String disposable;
    private boolean closed;

    StubBackend(String name, String disposable) {
        this.name = name;
        this.disposable = disposable;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        return BackendAnswer.about(BackendAnswer.Scope.DOMAIN)
                .trait(EmailTrait.DISPOSABLE, query.domain().equals(disposable))
                .build();
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
