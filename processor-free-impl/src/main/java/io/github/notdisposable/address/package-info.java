/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Email addresses and domain names in their canonical form.
 *
 * <p>Start with {@link io.github.notdisposable.address.EmailAddress#parse}. Nothing here looks anything up, and no input throws.
 */
@NullMarked
package io.github.notdisposable.address;

import org.jspecify.annotations.NullMarked;
