/* SPDX-License-Identifier: Apache-2.0 */
/** Binds the validator of {@link io.github.notdisposable.NotDisposable} to a checker. */
@NullMarked
package io.github.notdisposable.engine;

import org.jspecify.annotations.NullMarked;
