/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The address of the client on whose behalf an email address is checked.
 *
 * <p>Start with {@link io.github.notdisposable.client.ClientIpResolver}, which reads it from a request, and
 * {@link io.github.notdisposable.client.ClientIpHolder}, which keeps it for the thread.
 */
@NullMarked
package io.github.notdisposable.client;

import org.jspecify.annotations.NullMarked;
