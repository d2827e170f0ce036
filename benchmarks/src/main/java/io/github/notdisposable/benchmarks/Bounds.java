/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import io.github.notdisposable.benchmarks.remote.CachedAnswerBenchmark;
import io.github.notdisposable.benchmarks.remote.ManyCallers;
import io.github.notdisposable.benchmarks.remote.RemoteBenchmark;
import io.github.notdisposable.benchmarks.remote.RemoteOverhead;
import io.github.notdisposable.benchmarks.remote.SilentZones;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Measures all that the design bounds, in one run, and prints a table. */
public final class Bounds {

    private Bounds() {}

    /**
     * Runs.
     *
     * @param args {@code --quick} for a look, and the names of measurements, all without any
     */
    public static void main(String[] args) throws Exception {
        List<String> wanted = new ArrayList<>(List.of(args));
        Effort effort = wanted.remove("--quick") ? Effort.QUICK : Effort.FULL;
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        measurements.put("validation", Bounds::validation);
        measurements.put("observed", Bounds::observed);
        measurements.put("refusal", Bounds::refusal);
        measurements.put("lookup", Bounds::lookup);
        measurements.put("memory", new Memory());
        measurements.put("load", new ColdLoad());
        measurements.put("cached", Bounds::cached);
        measurements.put("remote", Bounds::remote);
        measurements.put("callers", Bounds::callers);
        measurements.put("silence", Bounds::silence);
        String before = System.getProperty("benchmarks.before");
        measurements.put(
                "command-line",
                new CommandLine(
                        Path.of(System.getProperty(
                                "benchmarks.command-line", "samples/command-line/target/notdisposable.jar")),
                        before == null ? null : Path.of(before)));
        if (!measurements.keySet().containsAll(wanted)) {
            throw new IllegalArgumentException("there are " + measurements.keySet());
        }
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, Measurement> entry : measurements.entrySet()) {
            if (wanted.isEmpty() || wanted.contains(entry.getKey())) {
                rows.addAll(entry.getValue().measure(effort));
            }
        }
        String table = table(rows);
        System.out.println(table);
        String out = System.getProperty("benchmarks.out");
        if (out != null) {
            Files.writeString(Path.of(out), table);
        }
    }

    private static List<Row> validation(Effort effort) throws Exception {
        Scores scores = new Scores(effort.run(ValidationBenchmark.class));
        String bean = "`validate()` of a bean with `@NotDisposable`, against ";
        return List.of(
                Row.ratio(
                        bean + "a constraint that does nothing",
                        scores.nanos("notDisposable"),
                        scores.nanos("nothing"),
                        1.5),
                Row.atMost(
                        bean + "a constraint that does nothing",
                        scores.bytes("notDisposable") - scores.bytes("nothing"),
                        100,
                        "bytes more"),
                Row.ratio(bean + "`@Email`", scores.nanos("notDisposable"), scores.nanos("email"), 0.35),
                Row.ratio(
                        bean + "`@Email`, both in a scope",
                        scores.nanos("notDisposableInScope"),
                        scores.nanos("emailInScope"),
                        0.3),
                Row.atMost(
                        bean + "a constraint that does nothing, both in a scope",
                        scores.bytes("notDisposableInScope") - scores.bytes("nothingInScope"),
                        150,
                        "bytes more"));
    }

    private static List<Row> observed(Effort effort) throws Exception {
        Scores scores = new Scores(effort.run(ObservedValidationBenchmark.class));
        String what = "`validate()` in a scope with meters and the abuse shield, against ";
        return List.of(
                Row.ratio(what + "`@Email`", scores.nanos("notDisposable"), scores.nanos("email"), 0.45),
                Row.atMost(what + "`@Email`", scores.bytes("notDisposable") - scores.bytes("email"), 0, "bytes more"));
    }

    private static List<Row> refusal(Effort effort) throws Exception {
        Scores scores = new Scores(effort.run(RefusalBenchmark.class));
        return List.of(Row.ratio(
                "`validate()` of a refused address, message in German, against a refusal by `@Email`",
                scores.nanos("notDisposable"),
                scores.nanos("email"),
                1.2));
    }

    private static List<Row> lookup(Effort effort) throws Exception {
        Scores scores = new Scores(effort.run(LookupBenchmark.class));
        List<Row> rows = new ArrayList<>();
        for (String addresses : List.of("table", "distinct")) {
            String[] parameter = {"addresses", addresses};
            String what = "Lookup alone (" + (addresses.equals("table") ? "a user table" : "nearly each another domain")
                    + "), against ";
            double ours = scores.nanos("notDisposable", parameter);
            rows.add(Row.ratio(what + "a `HashSet` of strings", ours, scores.nanos("hashSet", parameter), 0.8));
            rows.add(Row.ratio(what + "JMail's file source", ours, scores.nanos("jmail", parameter), 1));
        }
        rows.add(Row.atMost("Lookup alone", scores.bytes("notDisposable", "addresses", "table"), 0, "bytes allocated"));
        return rows;
    }

    private static List<Row> cached(Effort effort) throws Exception {
        Scores scores = new Scores(effort.run(CachedAnswerBenchmark.class));
        double microsecond = 1_000;
        return List.of(
                Row.atMost("An answer from the cache: the backend alone", scores.nanos("backend"), microsecond, "ns"),
                Row.atMost("An answer from the cache, to the verdict", scores.nanos("checker"), microsecond, "ns"));
    }

    private static List<Row> remote(Effort effort) throws Exception {
        double[] nanos = Stream.of(Fork.run(RemoteOverhead.class, Integer.toString(effort.turns))
                        .split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        Scores scores = new Scores(effort.run(RemoteBenchmark.class));
        String what = "A check that asks a local stub, against the bare HTTP call, ";
        return List.of(
                Row.ratio(what + "median", nanos[0], nanos[2], 1.1),
                Row.ratio(what + "99th percentile", nanos[1], nanos[3], 1.1),
                new Row(
                        what + "allocated",
                        String.format(
                                Locale.ROOT,
                                "%.1f KB against %.1f KB",
                                scores.bytes("check") / 1e3,
                                scores.bytes("bare") / 1e3),
                        "none",
                        true));
    }

    private static List<Row> callers(Effort effort) throws Exception {
        String[] printed = Fork.run(ManyCallers.class).split(" ", -1);
        return List.of(Row.atMost(
                "The same address from 10,000 threads at once, " + printed[1] + " of them answered",
                Double.parseDouble(printed[0]),
                1,
                "requests"));
    }

    private static List<Row> silence(Effort effort) throws Exception {
        List<Row> rows = new ArrayList<>();
        double usual = 0;
        for (String line : Fork.run(SilentZones.class, Integer.toString(effort.seconds))
                .lines()
                .toList()) {
            String[] printed = line.split(" ", -1);
            double nanos = Double.parseDouble(printed[1]) * 1e6;
            if (usual == 0) {
                usual = nanos;
                continue;
            }
            String what = "A check that asks the DNS, beside " + printed[0];
            rows.add(Row.ratio(what + " a second, median", nanos, usual, 2));
            rows.add(Row.atMost(
                    what + " a second, " + printed[4] + " checks",
                    Double.parseDouble(printed[3]),
                    0,
                    "wrong verdicts"));
        }
        return rows;
    }

    private static String table(List<Row> rows) {
        StringBuilder table = new StringBuilder("Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors\n\n");
        table.append("| What | Measured | Bound | |\n|---|---|---|---|\n");
        rows.forEach(row -> table.append(row.markdown()).append('\n'));
        return table.toString();
    }
}
