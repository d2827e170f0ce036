/* SPDX-License-Identifier: Apache-2.0 */
/** What holds across modules. */
@NullMarked
package io.github.notdisposable.architecture;

import org.jspecify.annotations.NullMarked;
