/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.internal.ScopeStack.Scope;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ScopeStackTest {

    private final ScopeStack<String> stack = new ScopeStack<>();

    @Test
    void theInnermostOpenScopeIsCurrent() {
        assertThat(stack.current()).isNull();
        Scope<String> outer = stack.open("outer");
        Scope<String> inner = stack.open("inner");

        assertThat(stack.current()).isSameAs(inner);
        assertThat(inner.value()).isEqualTo("inner");
        inner.close();
        assertThat(stack.current()).isSameAs(outer);
        outer.close();
        assertThat(stack.current()).isNull();
    }

    @Test
    void closingOutOfOrderLeavesTheInnerScopeOpen() {
        Scope<String> outer = stack.open("outer");
        Scope<String> inner = stack.open("inner");

        outer.close();
        assertThat(stack.current()).isSameAs(inner);
        inner.close();
        assertThat(stack.current()).isNull();
    }

    @Test
    void closingTwiceChangesNothing() {
        Scope<String> outer = stack.open("outer");
        Scope<String> inner = stack.open("inner");
        inner.close();
        inner.close();

        assertThat(inner.isClosed()).isTrue();
        assertThat(stack.current()).isSameAs(outer);
        outer.close();
    }

    @Test
    void aScopeClosedOnAnotherThreadIsNotCurrentAnyMore() {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Scope<String> scope = CompletableFuture.supplyAsync(() -> stack.open("other"), other)
                    .join();
            assertThat(stack.current()).isNull();

            scope.close();

            assertThat(CompletableFuture.supplyAsync(() -> Objects.isNull(stack.current()), other)
                            .join())
                    .isTrue();
        } finally {
            other.shutdown();
        }
    }
}
