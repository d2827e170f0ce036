/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import com.sanctionco.jmail.disposable.DisposableDomainSource;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.embedded.EmbeddedBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Looks up the domain of an address, another each time: here, in a set of strings, and in JMail's source, all of the same domains. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookupBenchmark {

    /** A power of two. */
    private static final int ADDRESSES = 1 << 14;

    /** Which addresses: as a user table holds them, or at domains of which nearly each is another. */
    @Param({"table", "distinct"})
    public String addresses = "table";

    private String[] looked = {};
    private int at;

    private @Nullable EmbeddedBackend backend;
    private EmailBackend.Screen screen = address -> null;
    private Set<String> domains = Set.of();
    private DisposableDomainSource jmail = domain -> false;

    /** Reads the lists. */
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        Set<String> great = Set.of("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com");
        looked = Addresses.some(
                ADDRESSES,
                address -> address.indexOf('@') > 0
                        && address.chars().allMatch(c -> c > ' ' && c < 0x7F)
                        && (addresses.equals("table") || !great.contains(domainOf(address))));
        EmbeddedBackend embedded = EmbeddedBackend.create();
        backend = embedded;
        screen = embedded.screen(EmailRule.of(EmailPolicy.DISPOSABLE_ONLY).wantedTraits());
        List<String> lines = Lists.domains();
        domains = new HashSet<>(lines);
        Path file = Files.createTempFile("domains", ".txt");
        Files.write(file, lines);
        jmail = DisposableDomainSource.file(file.toString());
        Files.delete(file);
    }

    /** Closes what was opened. */
    @TearDown(Level.Trial)
    public void close() {
        if (backend != null) {
            backend.close();
        }
    }

    @Benchmark
    public boolean notDisposable() {
        return screen.traitsOf(next()) != null;
    }

    @Benchmark
    public boolean hashSet() {
        return domains.contains(domainOf(next()).toLowerCase(Locale.ROOT));
    }

    @Benchmark
    public boolean jmail() {
        return jmail.isDisposableDomain(domainOf(next()));
    }

    /** What it costs to come by the next address, which is part of each of the others. */
    @Benchmark
    public String nothing() {
        return next();
    }

    private String next() {
        return looked[at++ & (ADDRESSES - 1)];
    }

    private static String domainOf(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
