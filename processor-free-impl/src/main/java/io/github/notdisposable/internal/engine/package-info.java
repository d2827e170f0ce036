/* SPDX-License-Identifier: Apache-2.0 */
/** The engine that {@link java.util.ServiceLoader} finds. */
@NullMarked
package io.github.notdisposable.internal.engine;

import org.jspecify.annotations.NullMarked;
