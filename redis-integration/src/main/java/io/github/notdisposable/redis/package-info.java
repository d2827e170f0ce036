/* SPDX-License-Identifier: Apache-2.0 */
/** Verdicts, counters and bans in Redis. */
@NullMarked
package io.github.notdisposable.redis;

import org.jspecify.annotations.NullMarked;
