/* SPDX-License-Identifier: Apache-2.0 */
/** Not API: what the other packages share. */
@NullMarked
package io.github.notdisposable.internal;

import org.jspecify.annotations.NullMarked;
