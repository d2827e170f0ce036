/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long to measure. */
enum Effort {
    /** To see whether a change helps. */
    QUICK(1, 3, 300, 5, 1_000_000),

    /** To write down. */
    FULL(3, 5, 1_000, 21, 10_000_000);

    private final int forks;
    private final int iterations;
    private final int millis;

    /** How often a process is started whose start is measured. */
    final int starts;

    /** The lines of the file that the command line reads. */
    final long lines;

    Effort(int forks, int iterations, int millis, int starts, long lines) {
        this.forks = forks;
        this.iterations = iterations;
        this.millis = millis;
        this.starts = starts;
        this.lines = lines;
    }

    /** Runs the benchmarks of a class, and counts the bytes that they allocate. */
    Collection<RunResult> run(Class<?> benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmark.getName().replace("$", "\\$") + "\\.")
                        .forks(forks)
                        .warmupIterations(iterations)
                        .warmupTime(TimeValue.milliseconds(millis))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.milliseconds(millis))
                        .jvmArgsAppend(Fork.options().toArray(String[]::new))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }
}
