/* SPDX-License-Identifier: Apache-2.0 */
/** Email addresses and domain names in their canonical form. */
@NullMarked
package io.github.notdisposable.address;

import org.jspecify.annotations.NullMarked;
