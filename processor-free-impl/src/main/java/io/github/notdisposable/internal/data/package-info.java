/* SPDX-License-Identifier: Apache-2.0 */
/** Not API: the bundled data, and matching against it. */
@NullMarked
package io.github.notdisposable.internal.data;

import org.jspecify.annotations.NullMarked;
