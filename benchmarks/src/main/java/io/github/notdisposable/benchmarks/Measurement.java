/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import java.util.List;

/** Measures some of the bounds. */
interface Measurement {

    /** Measures, and says how it went. */
    List<Row> measure(Effort effort) throws Exception;
}
