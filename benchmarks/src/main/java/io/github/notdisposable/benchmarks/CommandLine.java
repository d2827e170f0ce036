/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Measures the command line over a large file, from the start of the process to its end, and the memory that it needs. */
final class CommandLine implements Measurement {

    private static final double BOUND = 1e6;

    /** Memory does not grow with the file if a heap suffices that is a fraction of it. */
    private static final String HEAP = "-Xmx128m";

    private final Path jar;

    CommandLine(Path jar) {
        this.jar = jar;
    }

    @Override
    public List<Row> measure(Effort effort) throws Exception {
        Path file = Files.createTempFile("addresses", ".txt");
        try {
            Addresses.write(effort.lines, file);
            double free = effort.lines / fastest(effort.runs, file, List.of());
            double bounded = effort.lines / fastest(effort.runs, file, List.of(HEAP));
            String lines = String.format(Locale.ROOT, "`command-line` over %,d addresses, ", effort.lines);
            return List.of(
                    new Row(lines + "JSON lines", millions(free), "at least 1.00 million a second", free >= BOUND),
                    new Row(
                            String.format(
                                    Locale.ROOT,
                                    "%sJSON lines, `%s` for a file of %,d MB",
                                    lines,
                                    HEAP,
                                    Files.size(file) / 1_000_000),
                            millions(bounded),
                            "ends, at the same speed",
                            bounded >= 0.8 * free));
        } finally {
            Files.delete(file);
        }
    }

    private double fastest(int runs, Path file, List<String> options) throws IOException, InterruptedException {
        double fastest = seconds(file, options);
        for (int i = 1; i < runs; i++) {
            fastest = Math.min(fastest, seconds(file, options));
        }
        return fastest;
    }

    private double seconds(Path file, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Fork.java()));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString(), "check", "--format", "jsonl", file.toString()));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 1) {
            throw new IOException("the command line ended with " + process.exitValue());
        }
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static String millions(double each) {
        return String.format(Locale.ROOT, "%.2f million a second", each / 1e6);
    }
}
