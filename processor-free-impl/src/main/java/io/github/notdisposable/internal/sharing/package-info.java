/* SPDX-License-Identifier: Apache-2.0 */
/** Not API: what stores that several machines share have in common, whatever they stand on. */
@NullMarked
package io.github.notdisposable.internal.sharing;

import org.jspecify.annotations.NullMarked;
