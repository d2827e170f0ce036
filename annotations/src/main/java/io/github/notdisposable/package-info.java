/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The constraint that refuses disposable email addresses, and the words it speaks in.
 *
 * <p>Start with {@link io.github.notdisposable.NotDisposable}.
 */
@NullMarked
package io.github.notdisposable;

import org.jspecify.annotations.NullMarked;
