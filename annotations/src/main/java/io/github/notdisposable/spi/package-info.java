/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What stands between the constraint and its implementation: one interface, and the registry in which implementations are found.
 *
 * <p>Applications do not need this package; frameworks that create validators do.
 */
@NullMarked
package io.github.notdisposable.spi;

import org.jspecify.annotations.NullMarked;
