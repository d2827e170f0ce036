/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import io.github.notdisposable.internal.data.BundledData;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Measures how long the data takes to load in a process that has just started, each time in another. */
final class ColdLoad implements Measurement {

    @Override
    public List<Row> measure(Effort effort) throws Exception {
        Path text = Files.createTempFile("domains", ".txt.gz");
        try {
            write(text);
            double[] bundled = new double[effort.starts];
            double[] read = new double[effort.starts];
            for (int i = 0; i < effort.starts; i++) {
                bundled[i] = Double.parseDouble(Fork.run(ColdLoad.class));
                read[i] = Double.parseDouble(Fork.run(ColdLoad.class, text.toString()));
            }
            return List.of(Row.ratio(
                    "Loading the bundled data, cold, against compressed text into a `HashSet`",
                    median(bundled),
                    median(read),
                    0.15));
        } finally {
            Files.delete(text);
        }
    }

    /** Loads the one or the other, and prints the nanoseconds. */
    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        int size = args.length == 0 ? BundledData.get().domains().size() : read(Path.of(args[0]));
        long end = System.nanoTime();
        if (size < 100_000) {
            throw new IllegalStateException("only " + size + " domains");
        }
        System.out.println(end - start);
    }

    private static int read(Path text) throws IOException {
        Set<String> domains = new HashSet<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(text)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                domains.add(line);
            }
        }
        return domains.size();
    }

    private static void write(Path text) throws IOException {
        try (BufferedWriter out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(text)), StandardCharsets.UTF_8))) {
            for (String domain : Lists.domains()) {
                out.write(domain);
                out.write('\n');
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
