/* SPDX-License-Identifier: Apache-2.0 */
/** Verdicts, counters and bans in a JCache (JSR 107): Hazelcast, Infinispan and others. */
@NullMarked
package io.github.notdisposable.jcache;

import org.jspecify.annotations.NullMarked;
