/* SPDX-License-Identifier: Apache-2.0 */
/** What {@link java.util.ServiceLoader} finds. */
@NullMarked
package io.github.notdisposable.redis.internal;

import org.jspecify.annotations.NullMarked;
