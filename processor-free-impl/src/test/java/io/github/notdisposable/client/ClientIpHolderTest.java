/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.notdisposable.client.ClientIpHolder.Scope;
import io.github.notdisposable.client.ClientIpHolder.Snapshot;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientIpHolderTest {

    private static final ClientIp A = ClientIp.parse("198.51.100.7").orElseThrow();
    private static final ClientIp B = ClientIp.parse("2001:db8::7").orElseThrow();
    private static final ClientIp C = ClientIp.parse("203.0.113.9").orElseThrow();

    @AfterEach
    void leavesNothingBehind() {
        assertThat(ClientIpHolder.current()).isEmpty();
    }

    @Test
    void restoresWhatWasThere() {
        assertThat(ClientIpHolder.current()).isEmpty();
        Scope outer = ClientIpHolder.open(A);
        Scope inner = ClientIpHolder.open(B);
        assertThat(ClientIpHolder.current()).contains(B);

        inner.close();
        assertThat(ClientIpHolder.current()).contains(A);
        outer.close();
        assertThat(ClientIpHolder.current()).isEmpty();
    }

    @Test
    void hidesTheClientAroundWhereNoneIsKnown() {
        Scope outer = ClientIpHolder.open(A);
        Scope inner = ClientIpHolder.open(ClientIpResolution.none(ClientIpResolution.Reason.NO_HEADER));
        assertThat(ClientIpHolder.current()).isEmpty();

        inner.close();
        assertThat(ClientIpHolder.current()).contains(A);
        outer.close();
    }

    @Test
    void keepsInnerScopesWhenAnOuterOneIsClosedFirst() {
        Scope outer = ClientIpHolder.open(A);
        Scope middle = ClientIpHolder.open(B);
        Scope inner = ClientIpHolder.open(C);

        middle.close();
        assertThat(ClientIpHolder.current()).contains(C);
        inner.close();
        assertThat(ClientIpHolder.current()).contains(A);
        outer.close();
    }

    @Test
    void leavesNothingOnThePooledThreadThatClosedItsScopes() {
        assertThat(isCollected(closedScope())).isTrue();
    }

    @Test
    void keepsNoScopeThatWasClosedWithinAnOther() {
        Scope outer = ClientIpHolder.open(A);
        assertThat(isCollected(closedScope())).isTrue();
        outer.close();
    }

    private static WeakReference<Scope> closedScope() {
        Scope scope = ClientIpHolder.open(B);
        scope.close();
        return new WeakReference<>(scope);
    }

    private static boolean isCollected(WeakReference<?> reference) {
        for (int i = 0; i < 20 && reference.get() != null; i++) {
            System.gc();
        }
        return reference.get() == null;
    }

    @Test
    void closesTwiceWithoutHarm() {
        Scope outer = ClientIpHolder.open(A);
        Scope inner = ClientIpHolder.open(B);

        inner.close();
        inner.close();

        assertThat(ClientIpHolder.current()).contains(A);
        outer.close();
        outer.close();
    }

    @Test
    void isNoLongerCurrentWhenAnotherThreadHasClosedIt() throws Exception {
        Scope outer = ClientIpHolder.open(A);
        Scope inner = ClientIpHolder.open(B);

        onNewThread(() -> {
            inner.close();
            return null;
        });

        assertThat(ClientIpHolder.current()).contains(A);
        outer.close();
    }

    @Test
    void leavesTheOtherThreadsOwnScopeWhenAScopeOfThisOneIsClosedThere() throws Exception {
        Scope here = ClientIpHolder.open(A);

        Optional<ClientIp> there = onNewThread(() -> {
            Scope own = ClientIpHolder.open(C);
            here.close();
            Optional<ClientIp> current = ClientIpHolder.current();
            own.close();
            return current;
        });

        assertThat(there).contains(C);
    }

    @Test
    void isNotInheritedByThreads() throws Exception {
        Scope scope = ClientIpHolder.open(A);

        assertThat(onNewThread(ClientIpHolder::current)).isEmpty();
        scope.close();
    }

    @Test
    void carriesTheClientToAnotherThreadAndBack() throws Exception {
        Scope scope = ClientIpHolder.open(A);
        Snapshot snapshot = ClientIpHolder.snapshot();
        scope.close();
        Callable<Optional<ClientIp>> callable = snapshot.wrapCallable(ClientIpHolder::current);
        Supplier<Optional<ClientIp>> supplier = snapshot.wrapSupplier(ClientIpHolder::current);
        Optional<?>[] seen = new Optional<?>[1];
        Runnable runnable = snapshot.wrap(() -> seen[0] = ClientIpHolder.current());

        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            assertThat(pool.submit(callable).get()).contains(A);
            assertThat(pool.submit(supplier::get).get()).contains(A);
            pool.submit(runnable).get();
            assertThat(seen[0]).isEqualTo(Optional.of(A));
            assertThat(pool.submit(ClientIpHolder::current).get()).isEmpty();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void clearsTheOtherThreadAfterAFailure() throws Exception {
        Scope scope = ClientIpHolder.open(A);
        Callable<Object> failing = ClientIpHolder.snapshot().wrapCallable(() -> {
            throw new IllegalStateException("wanted");
        });
        scope.close();

        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            assertThatThrownBy(() -> pool.submit(failing).get()).isInstanceOf(ExecutionException.class);
            assertThat(pool.submit(ClientIpHolder::current).get()).isEmpty();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void carriesOverThatNobodyIsKnown() {
        Snapshot nobody = ClientIpHolder.snapshot();
        Scope scope = ClientIpHolder.open(A);

        assertThat(nobody.wrapSupplier(ClientIpHolder::current).get()).isEmpty();
        assertThat(ClientIpHolder.current()).contains(A);
        scope.close();
    }

    @Test
    void hidesTheAddressInItsTextForms() {
        Scope scope = ClientIpHolder.open(A);

        assertThat(scope.toString() + ClientIpHolder.snapshot()).doesNotContain("198");
        scope.close();
    }

    private static <T> T onNewThread(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future);
        thread.start();
        thread.join();
        return future.get();
    }
}
