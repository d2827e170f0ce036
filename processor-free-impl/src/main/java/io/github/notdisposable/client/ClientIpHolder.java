/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import io.github.notdisposable.internal.ScopeStack;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client on whose behalf the current thread works.
 *
 * <p>The integrations open a scope around each request. Where there is none, do it by hand, in a gRPC interceptor or a message listener:
 *
 * <pre>{@code
 * ClientIpHolder.Scope scope = ClientIpHolder.open(resolver.resolve(request));
 * try {
 *     handle(call);
 * } finally {
 *     scope.close();
 * }
 * }</pre>
 *
 * <p>A scope belongs to the thread that opened it. Threads that it starts do not inherit it, as a pooled thread would keep the client of the
 * request it was started in; {@link #snapshot()} carries the client over. On the class path, Micrometer's context propagation carries it too
 * where that library is present, under the key {@code notdisposable.client-ip}.
 */
public final class ClientIpHolder {

    private static final ScopeStack<Optional<ClientIp>> SCOPES = new ScopeStack<>();

    private ClientIpHolder() {}

    /** {@return the client on whose behalf this thread works; empty if it is not known, or no scope is open} */
    public static Optional<ClientIp> current() {
        ScopeStack.Scope<Optional<ClientIp>> scope = SCOPES.current();
        return scope == null ? Optional.empty() : scope.value();
    }

    /**
     * Opens a scope for the current thread.
     *
     * @param client the client, or {@code null} if it is not known, which hides that of the scope around
     * @return what to close when the work is done
     */
    public static Scope open(@Nullable ClientIp client) {
        return new Scope(SCOPES.open(Optional.ofNullable(client)));
    }

    /**
     * Opens a scope for the current thread.
     *
     * @param resolution the client, if it is known
     * @return what to close when the work is done
     */
    public static Scope open(ClientIpResolution resolution) {
        return open(resolution.client().orElse(null));
    }

    /** {@return the client of the current thread, for other threads that work for the same request} */
    public static Snapshot snapshot() {
        return new Snapshot(current().orElse(null));
    }

    /** A span of work for one client. Closing it makes the scope around it current again. */
    public static final class Scope implements AutoCloseable {

        private final ScopeStack.Scope<Optional<ClientIp>> scope;

        private Scope(ScopeStack.Scope<Optional<ClientIp>> scope) {
            this.scope = scope;
        }

        /**
         * Ends the scope; doing so again changes nothing. If scopes that were opened within are still open, they stay so. If it is called on
         * another thread than the one that opened the scope, the client is no longer current there either.
         */
        @Override
        public void close() {
            scope.close();
        }

        @Override
        public String toString() {
            return "ClientIpHolder.Scope[" + (scope.isClosed() ? "closed" : "open") + "]";
        }
    }

    /** The client of a thread at one moment. Immutable, and thread-safe. */
    public static final class Snapshot {

        private final @Nullable ClientIp client;

        private Snapshot(@Nullable ClientIp client) {
            this.client = client;
        }

        /**
         * Opens a scope with this client for the current thread.
         *
         * @return what to close when the work is done
         */
        public Scope open() {
            return ClientIpHolder.open(client);
        }

        /**
         * Returns a task that runs in a scope with this client.
         *
         * @param task the task
         * @return the same, in a scope
         */
        public Runnable wrap(Runnable task) {
            Objects.requireNonNull(task, "task");
            return () -> {
                Scope scope = open();
                try {
                    task.run();
                } finally {
                    scope.close();
                }
            };
        }

        /**
         * Returns a task that runs in a scope with this client.
         *
         * @param <T> the type of the result
         * @param task the task
         * @return the same, in a scope
         */
        public <T extends @Nullable Object> Callable<T> wrapCallable(Callable<T> task) {
            Objects.requireNonNull(task, "task");
            return () -> {
                Scope scope = open();
                try {
                    return task.call();
                } finally {
                    scope.close();
                }
            };
        }

        /**
         * Returns a supplier that runs in a scope with this client.
         *
         * @param <T> the type of the result
         * @param supplier the supplier
         * @return the same, in a scope
         */
        public <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> supplier) {
            Objects.requireNonNull(supplier, "supplier");
            return () -> {
                Scope scope = open();
                try {
                    return supplier.get();
                } finally {
                    scope.close();
                }
            };
        }

        @Override
        public String toString() {
            return "ClientIpHolder.Snapshot[hidden]";
        }
    }
}
