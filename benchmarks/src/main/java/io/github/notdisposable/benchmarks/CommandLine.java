/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Measures the command line from the start of the process to its end: over a large file, in turns with an older jar and with a line of awk, and over
 * one address, by the jar and by the launcher.
 */
final class CommandLine implements Measurement {

    private static final double BOUND = 1e6;

    /** Memory does not grow with the file if a heap suffices that is a fraction of it. */
    private static final String HEAP = "-Xmx128m";

    private final Path jar;
    private final @Nullable Path before;

    /**
     * Creates the measurement.
     *
     * @param jar the command line
     * @param before that of an older build, or null if there is none to compare with
     */
    CommandLine(Path jar, @Nullable Path before) {
        this.jar = jar;
        this.before = before;
    }

    @Override
    public List<Row> measure(Effort effort) throws Exception {
        Path file = Files.createTempFile("addresses", ".txt");
        try {
            Addresses.write(effort.lines, file);
            List<Row> rows = new ArrayList<>(manyAddresses(effort, file));
            Files.writeString(file, "x@mailinator.com\n");
            rows.addAll(oneAddress(effort.starts, file));
            return rows;
        } finally {
            Files.delete(file);
        }
    }

    private List<Row> manyAddresses(Effort effort, Path file) throws IOException, InterruptedException {
        List<List<String>> commands = new ArrayList<>();
        commands.add(jar(jar, file));
        commands.add(jar(jar, file, HEAP));
        commands.add(List.of(
                "mawk",
                "-F@",
                "NR == FNR { listed[$0]; next } tolower($NF) in listed",
                Lists.file("disposable.txt").toString(),
                file.toString()));
        if (before != null) {
            commands.add(jar(before, file, HEAP));
        }
        double[] seconds = fastest(effort.runs, commands);
        String lines = String.format(Locale.ROOT, "`command-line` over %,d addresses, JSON lines", effort.lines);
        double free = effort.lines / seconds[0];
        double bounded = effort.lines / seconds[1];
        List<Row> rows = new ArrayList<>(List.of(
                new Row(lines, millions(free), "at least 1.00 million a second", free >= BOUND),
                new Row(
                        lines + ", `" + HEAP + "` for a file of " + Files.size(file) / 1_000_000 + " MB",
                        millions(bounded),
                        "ends, at the same speed",
                        bounded >= 0.8 * free),
                Row.ratio(lines + ", against `mawk`", nanos(seconds[1]), nanos(seconds[2]), 1)));
        if (before != null) {
            rows.add(Row.ratio(lines + ", against the older build", nanos(seconds[1]), nanos(seconds[3]), 1 / 3.0));
        }
        return rows;
    }

    private List<Row> oneAddress(int runs, Path file) throws IOException, InterruptedException {
        if (before == null) {
            return List.of();
        }
        Path launcher = jar.toAbsolutePath().resolve("../../bin/notdisposable").normalize();
        double[] seconds = fastest(
                runs,
                List.of(
                        jar(jar, file),
                        List.of(launcher.toString(), "check", "--format", "jsonl", file.toString()),
                        jar(before, file)));
        return List.of(
                Row.ratio(
                        "One address, `java -jar`, against the older build",
                        nanos(seconds[0]),
                        nanos(seconds[2]),
                        0.75),
                Row.ratio("One address, launcher, against the older build", nanos(seconds[1]), nanos(seconds[2]), 0.5));
    }

    private static List<String> jar(Path jar, Path file, String... options) {
        List<String> command = new ArrayList<>(List.of(Fork.java()));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", jar.toString(), "check", "--no-dns", "--format", "jsonl", file.toString()));
        return command;
    }

    /** Runs commands in turns; returns the time of the fastest run of each. */
    private static double[] fastest(int runs, List<List<String>> commands) throws IOException, InterruptedException {
        double[] fastest = new double[commands.size()];
        Arrays.fill(fastest, Double.MAX_VALUE);
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < fastest.length; i++) {
                fastest[i] = Math.min(fastest[i], seconds(commands.get(i)));
            }
        }
        return fastest;
    }

    private static double seconds(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        long start = System.nanoTime();
        int status = builder.start().waitFor();
        if (status > 1) {
            throw new IOException(command.get(0) + " ended with " + status);
        }
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static double nanos(double seconds) {
        return seconds * TimeUnit.SECONDS.toNanos(1);
    }

    private static String millions(double each) {
        return String.format(Locale.ROOT, "%.2f million a second", each / 1e6);
    }
}
