/* SPDX-License-Identifier: Apache-2.0 */
/** What every caller of a backend needs. */
@NullMarked
package io.github.notdisposable.internal.backend;

import org.jspecify.annotations.NullMarked;
