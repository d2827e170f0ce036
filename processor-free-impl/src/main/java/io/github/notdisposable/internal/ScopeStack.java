/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal;

import org.jspecify.annotations.Nullable;

/**
 * The scopes that are open on each thread, one within the other. Threads do not inherit them. Scopes may be closed out of order and on another
 * thread; one that was closed is never current again.
 *
 * @param <T> what a scope holds
 */
public final class ScopeStack<T> {

    // A stack is itself held in a static field.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Scope<T>> innermost = new ThreadLocal<>();

    /**
     * Opens a scope for the current thread.
     *
     * @param value what it holds
     * @return the scope, to be closed
     */
    public Scope<T> open(T value) {
        Scope<T> scope = new Scope<>(this, value, current());
        innermost.set(scope);
        return scope;
    }

    /** {@return the innermost open scope of the current thread; {@code null} if there is none} */
    public @Nullable Scope<T> current() {
        Scope<T> before = innermost.get();
        Scope<T> open = before;
        while (open != null && open.closed) {
            open = open.outer;
        }
        if (open == null && before != null) {
            innermost.remove();
        } else if (open != before) {
            innermost.set(open);
        }
        return open;
    }

    /**
     * A scope.
     *
     * @param <T> what it holds
     */
    public static final class Scope<T> implements AutoCloseable {

        private final ScopeStack<T> stack;
        private final T value;
        private final @Nullable Scope<T> outer;
        private volatile boolean closed;

        private Scope(ScopeStack<T> stack, T value, @Nullable Scope<T> outer) {
            this.stack = stack;
            this.value = value;
            this.outer = outer;
        }

        /** {@return the value of the scope} */
        public T value() {
            return value;
        }

        /** {@return whether it was closed} */
        public boolean isClosed() {
            return closed;
        }

        /** Ends the scope; doing so again changes nothing. Scopes that were opened within it stay open. */
        @Override
        public void close() {
            closed = true;
            stack.current();
        }
    }
}
