/* SPDX-License-Identifier: Apache-2.0 */
/** The validator that the constraint names. Validation providers use it; applications do not. */
@NullMarked
package io.github.notdisposable.validation;

import org.jspecify.annotations.NullMarked;
