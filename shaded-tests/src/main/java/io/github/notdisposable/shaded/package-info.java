/* SPDX-License-Identifier: Apache-2.0 */
/** An application that is shipped in one jar. */
@NullMarked
package io.github.notdisposable.shaded;

import org.jspecify.annotations.NullMarked;
