/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Keeps a sign-up form safe from what a service does or fails to do: a cache, one request for equal questions, a circuit breaker, a bulkhead,
 * and respect for what the service asks for. {@link io.github.notdisposable.resilience.ResilientBackend} wraps any backend.
 */
@NullMarked
package io.github.notdisposable.resilience;

import org.jspecify.annotations.NullMarked;
