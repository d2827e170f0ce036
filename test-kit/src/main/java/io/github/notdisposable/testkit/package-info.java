/* SPDX-License-Identifier: Apache-2.0 */
/** Abstract test classes for those who write a part of NotDisposable themselves. */
@NullMarked
package io.github.notdisposable.testkit;

import org.jspecify.annotations.NullMarked;
