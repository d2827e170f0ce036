/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientIpThreadLocalAccessorTest {

    private static final ClientIp A = ClientIp.parse("198.51.100.7").orElseThrow();
    private static final ClientIp B = ClientIp.parse("2001:db8::7").orElseThrow();

    /** The registry that Reactor and Spring use; it finds accessors by itself. */
    private final ContextRegistry registry = ContextRegistry.getInstance();

    private final ContextSnapshotFactory factory = ContextSnapshotFactory.builder()
            .contextRegistry(registry)
            .captureKeyPredicate(ClientIpThreadLocalAccessor.KEY::equals)
            .clearMissing(true)
            .build();

    @AfterEach
    void leavesNothingBehind() {
        assertThat(ClientIpHolder.current()).isEmpty();
    }

    @Test
    void carriesTheClientToAnotherThreadAndClearsItThere() throws Exception {
        ContextSnapshot snapshot = captureOf(A);

        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            assertThat(pool.submit(snapshot.wrap(ClientIpHolder::current)).get())
                    .contains(A);
            assertThat(pool.submit(ClientIpHolder::current).get()).isEmpty();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void restoresWhatWasThereAtEachLevel() {
        ContextSnapshot ofA = captureOf(A);
        ContextSnapshot ofB = captureOf(B);
        ContextSnapshot empty = factory.captureAll();
        ClientIpHolder.Scope outer = ClientIpHolder.open(B);

        ContextSnapshot.Scope first = ofA.setThreadLocals();
        assertThat(ClientIpHolder.current()).contains(A);
        ContextSnapshot.Scope second = ofB.setThreadLocals();
        assertThat(ClientIpHolder.current()).contains(B);
        ContextSnapshot.Scope third = empty.setThreadLocals();
        assertThat(ClientIpHolder.current()).isEmpty();
        third.close();
        assertThat(ClientIpHolder.current()).contains(B);
        second.close();
        assertThat(ClientIpHolder.current()).contains(A);
        first.close();
        assertThat(ClientIpHolder.current()).contains(B);

        outer.close();
    }

    @Test
    void survivesAScopeThatIsOpenedWithinAndLeftOpen() {
        ContextSnapshot.Scope propagated = captureOf(A).setThreadLocals();
        ClientIpHolder.Scope forgotten = ClientIpHolder.open(B);

        propagated.close();
        assertThat(ClientIpHolder.current()).isEmpty();

        forgotten.close();
        new ClientIpThreadLocalAccessor().restore();
        assertThat(ClientIpHolder.current()).isEqualTo(Optional.empty());
    }

    private ContextSnapshot captureOf(ClientIp client) {
        ClientIpHolder.Scope scope = ClientIpHolder.open(client);
        try {
            return factory.captureAll();
        } finally {
            scope.close();
        }
    }
}
