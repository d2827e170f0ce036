/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Has JMH count the time for which the measuring thread has the processor, which is not that by the clock where other things run too. */
public final class CpuTime implements InternalProfiler {

    static final String LABEL = "cpu";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private long before;

    @Override
    public String getDescription() {
        return "CPU time of the measuring thread";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {
        before = ofWorkers();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmarkParams, IterationParams iterationParams, IterationResult result) {
        double nanos = (double) (ofWorkers() - before) / result.getMetadata().getAllOps();
        return List.of(new ScalarResult(LABEL, nanos, "ns/op", AggregationPolicy.AVG));
    }

    private long ofWorkers() {
        return LongStream.of(threads.getAllThreadIds())
                .filter(this::isWorker)
                .map(threads::getThreadCpuTime)
                .sum();
    }

    private boolean isWorker(long id) {
        ThreadInfo thread = threads.getThreadInfo(id);
        return thread != null && thread.getThreadName().contains("jmh-worker");
    }
}
