/* SPDX-License-Identifier: Apache-2.0 */
/** What WebFlux and Reactor add: the client of each request in Reactor's context, and no waiting on the threads of an event loop. */
@NullMarked
package io.github.notdisposable.spring.reactive;

import org.jspecify.annotations.NullMarked;
