/* SPDX-License-Identifier: Apache-2.0 */
/** Measures what the design bounds, as ratios within one run. */
@NullMarked
package io.github.notdisposable.benchmarks;

import org.jspecify.annotations.NullMarked;
