/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Counts refused attempts and bans a client that keeps trying, for a time.
 *
 * <p>Start with {@link io.github.notdisposable.abuse.AbuseShield}. An {@link io.github.notdisposable.abuse.AbuseListener} receives limits and
 * bans; an {@link io.github.notdisposable.abuse.AbuseStore} keeps them elsewhere than in memory.
 */
@NullMarked
package io.github.notdisposable.abuse;

import org.jspecify.annotations.NullMarked;
