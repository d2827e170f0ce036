/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What JMH measured. */
final class Scores {

    private final Collection<RunResult> results;

    Scores(Collection<RunResult> results) {
        this.results = results;
    }

    /**
     * {@return the nanoseconds of the processor that a benchmark took, for some value of its parameters} The tenth part of its iterations was faster:
     * what else runs on the machine can slow an iteration down, and never speeds one up.
     */
    double nanos(String method, String... parameters) {
        double[] scores = find(method, parameters).getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> Objects.requireNonNull(
                                iteration.getSecondaryResults().get(CpuTime.LABEL))
                        .getScore())
                .sorted()
                .toArray();
        return scores[scores.length / 10];
    }

    /** {@return the bytes that a benchmark allocated, for some value of its parameters} */
    double bytes(String method, String... parameters) {
        Result<?> allocated = find(method, parameters).getSecondaryResults().get("gc.alloc.rate.norm");
        return allocated == null ? 0 : allocated.getScore();
    }

    private RunResult find(String method, String... parameters) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
                .filter(result -> {
                    for (int i = 0; i < parameters.length; i += 2) {
                        if (!parameters[i + 1].equals(result.getParams().getParam(parameters[i]))) {
                            return false;
                        }
                    }
                    return true;
                })
                .findFirst()
                .orElseThrow();
    }
}
