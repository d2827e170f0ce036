/* SPDX-License-Identifier: Apache-2.0 */
/** Counting of refused attempts: who keeps trying is stopped, for a time. */
@NullMarked
package io.github.notdisposable.abuse;

import org.jspecify.annotations.NullMarked;
