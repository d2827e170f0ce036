/* SPDX-License-Identifier: Apache-2.0 */
/** Not API: what stands behind the constraint's validator. */
@NullMarked
package io.github.notdisposable.internal.validation;

import org.jspecify.annotations.NullMarked;
