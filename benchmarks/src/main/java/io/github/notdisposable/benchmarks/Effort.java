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
    QUICK(1, 5, 40, 5, 200, 1, 1_000_000, 5),

    /** To write down. */
    FULL(3, 5, 60, 21, 600, 3, 10_000_000, 20);

    private final int forks;
    private final int warmups;
    private final int iterations;

    /** How often a process is started whose start is measured. */
    final int starts;

    /** How many turns a check and a bare call take. */
    final int turns;

    /** How often the command line is run. */
    final int runs;

    /** The lines of the file that the command line reads. */
    final long lines;

    /** How long each kind of silence of name servers lasts. */
    final int seconds;

    Effort(int forks, int warmups, int iterations, int starts, int turns, int runs, long lines, int seconds) {
        this.forks = forks;
        this.warmups = warmups;
        this.iterations = iterations;
        this.starts = starts;
        this.turns = turns;
        this.runs = runs;
        this.lines = lines;
        this.seconds = seconds;
    }

    /** Runs the benchmarks of a class, and counts the bytes that they allocate. */
    Collection<RunResult> run(Class<?> benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmark.getName().replace("$", "\\$") + "\\.")
                        .forks(forks)
                        .warmupIterations(warmups)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(iterations)
                        // Short, so that some pass undisturbed on a machine that does other things too.
                        .measurementTime(TimeValue.milliseconds(50))
                        .jvmArgsAppend(Fork.options().toArray(String[]::new))
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuTime.class)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }
}
