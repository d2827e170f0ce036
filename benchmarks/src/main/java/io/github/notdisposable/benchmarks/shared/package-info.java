/* SPDX-License-Identifier: Apache-2.0 */
/** Measurements of stores that several machines share. */
@NullMarked
package io.github.notdisposable.benchmarks.shared;

import org.jspecify.annotations.NullMarked;
