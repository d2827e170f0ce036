/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import io.github.notdisposable.Category;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A backend that says what it is told to, and remembers what it was asked. */
final class ScriptedBackend implements EmailBackend {

    final List<BackendQuery> asked = new CopyOnWriteArrayList<>();
    private final Scope scope;
    private volatile Function<BackendQuery, BackendAnswer> script;
    boolean closed;

    ScriptedBackend(Scope scope) {
        this.scope = scope;
        script = query -> white(scope == Scope.DOMAIN ? Scope.DOMAIN : Scope.ADDRESS);
    }

    static BackendAnswer white(Scope scope) {
        return BackendAnswer.about(scope).category(Category.WHITE).build();
    }

    static BackendAnswer black(Scope scope) {
        return BackendAnswer.about(scope).category(Category.BLACK).build();
    }

    void answers(BackendAnswer answer) {
        script = query -> answer;
    }

    void answers(Function<BackendQuery, BackendAnswer> answer) {
        script = answer;
    }

    void fails(UnavailableReason reason) {
        answers(BackendAnswer.unavailable(reason));
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        asked.add(query);
        return script.apply(query);
    }

    @Override
    public void close() {
        closed = true;
    }
}
