/* SPDX-License-Identifier: Apache-2.0 */
/** The client's address for Micrometer's context propagation, where that library is present. */
@NullMarked
package io.github.notdisposable.internal.micrometer;

import org.jspecify.annotations.NullMarked;
