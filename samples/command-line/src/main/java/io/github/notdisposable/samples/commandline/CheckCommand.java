/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.config.ConfigurationException;
import io.github.notdisposable.config.ConfiguredChecker;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the addresses of a file. */
@Command(
        name = "check",
        description = "Reads one address a line, or a CSV column, and writes a line for each, in order.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        footerHeading = "%n",
        footer = {
            "Each configuration key can be given before -jar, such as -Dnotdisposable.block=example.com.",
            "",
            "The fields of jsonl and csv: input, normalized (the mailbox, one spelling for all), domain, root (the"
                    + " registrable domain), category (white, grey, black, banned, unknown), traits, suggestion (the"
                    + " domain that was probably meant), provider, source (who decided), allowed, reason. What is not"
                    + " known is null in jsonl and empty in csv, where a space stands between two traits, and an apostrophe"
                    + " before a field that a spreadsheet would take for a formula. A value that is no"
                    + " address, an empty line too, is let in for the reason not-an-address, unless it has an at sign and"
                    + " ends in a listed domain: then domain is that one. Of a value over 16 KiB, which is no address, the"
                    + " first and the last 100 characters are shown.",
            "",
            "Text is UTF-8, with or without a byte order mark; other bytes are shown as U+FFFD.",
            "",
            "Exit status: 0 all allowed, 1 some refused, 2 wrong usage, configuration, input or output, 3 a backend"
                    + " could not be asked about some address (also if others were refused). When nobody reads the"
                    + " output any more, the program ends quietly, with the status of what was read."
        })
final class CheckCommand implements Callable<Integer> {

    /** Work for a processor: large batches, as many at once as there are processors. */
    private static final int BLOCK_SIZE = 64 * 1024;

    private static final int CSV_BATCH = 1_024;

    /** Work that waits for others: small batches, many at once. */
    private static final int SMALL_BLOCK_SIZE = 256;

    private static final int SMALL_CSV_BATCH = 8;
    private static final int THREADS_THAT_WAIT = 16;

    private final Console console;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "Read CSV with a header row, and check this column of it.")
    private @Nullable String column;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "What stands between two fields of the CSV that is read. Default: a comma.")
    private char delimiter = ',';

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "What is refused: disposable-only (default), public-and-custom, business-only, public-only.")
    private EmailPolicy policy = EmailPolicy.DISPOSABLE_ONLY;

    @Option(
            names = "--block",
            split = ",",
            paramLabel = "TRAIT",
            description = "What is refused beyond the policy: grey, relay, alias, role-based, public, unresolved,"
                    + " no-mail-server, suspicious; several with commas.")
    private Set<Block> block = EnumSet.noneOf(Block.class);

    @Option(
            names = "--backend",
            split = ",",
            paramLabel = "NAME",
            description = "Who is asked, in order, until one decides: embedded (default), stopreg, user-cleaning;"
                    + " several with commas.")
    private @Nullable List<String> backends;

    @ArgGroup
    private @Nullable Dns dns;

    @Option(
            names = "--client-ip",
            paramLabel = "ADDRESS",
            description = "The client on whose behalf services are asked. Default: unknown.")
    private @Nullable ClientIp clientIp;

    @Option(names = "--format", paramLabel = "FORMAT", description = "What is written: table (default), jsonl, csv.")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(names = "--refused-only", description = "Write only what is refused.")
    private boolean refusedOnly;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file to read; - or nothing for standard input.")
    private String file = "-";

    /** Whether the DNS is asked, where the command line says so. */
    private static final class Dns {

        @Option(
                names = "--dns",
                description = "Ask the DNS about each domain. Default: where the policy or --block needs it.")
        private boolean always;

        @Option(names = "--no-dns", description = "Never ask the DNS.")
        private boolean never;

        String use() {
            if (never) {
                return "never";
            }
            return always ? "always" : "when-needed";
        }
    }

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (ConfiguredChecker checker = Checkers.open(settings(), clientIp)) {
            Tally tally = check(checker);
            tally.complain(console);
            return tally.exitStatus();
        } catch (ConfigurationException unusable) {
            unusable.problems().forEach(console::complain);
            return ExitStatus.USAGE;
        } catch (IOException unusable) {
            console.complain(String.valueOf(unusable.getMessage()));
            return ExitStatus.USAGE;
        }
    }

    /** {@return the configuration keys that the command line sets} */
    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (backends != null) {
            settings.put("notdisposable.backends", String.join(",", backends));
        }
        if (dns != null) {
            settings.put("notdisposable.embedded.dns", dns.use());
        }
        return settings;
    }

    private Tally check(ConfiguredChecker configured) throws IOException {
        EmailChecker checker = configured.checker();
        EmailRule rule = new EmailRule(policy, block, checker.whenUnavailable());
        boolean waits = Checkers.waitsForOthers(configured, rule);
        try (InputStream raw = open();
                Progress progress = Progress.on(console, size())) {
            BatchSource source = source(Utf8.withoutMark(progress.watch(raw)), waits);
            int threads = waits ? THREADS_THAT_WAIT : Runtime.getRuntime().availableProcessors();
            // What is written for a terminal is not written as it is.
            boolean copies =
                    format.hasPatterns() && !console.outIsTerminal() && Checkers.hangsOnDomains(configured, rule);
            KnownDomains known = copies ? new KnownDomains() : null;
            return new Pipeline(threads, (batch, text) -> check(batch, text, checker, rule, known))
                    .run(format.header(), source, console.out(), console::hasLostItsReader);
        }
    }

    private Tally check(Batch batch, Buffer text, EmailChecker checker, EmailRule rule, @Nullable KnownDomains known)
            throws IOException {
        RowWriter rows = format.open(text, console.outIsTerminal());
        BatchCheck check = new BatchCheck(checker, rule, refusedOnly, known, rows, text);
        batch.forEach(check);
        return check.tally();
    }

    private BatchSource source(InputStream in, boolean small) throws IOException {
        return column == null
                ? new Lines(in, small ? SMALL_BLOCK_SIZE : BLOCK_SIZE)
                : new CsvColumn(in, column, delimiter, small ? SMALL_CSV_BATCH : CSV_BATCH);
    }

    private boolean readsStandardInput() {
        return file.equals("-");
    }

    private InputStream open() throws IOException {
        if (readsStandardInput()) {
            return new FilterInputStream(console.in()) {
                @Override
                public void close() {
                    // It is not ours; and where a thread still reads it, closing it would wait for that.
                }
            };
        }
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new InputException("cannot read '" + file + "': it is a directory");
            }
            return Files.newInputStream(path);
        } catch (NoSuchFileException missing) {
            throw new InputException("cannot read '" + file + "': there is no such file");
        } catch (AccessDeniedException denied) {
            throw new InputException("cannot read '" + file + "': permission denied");
        } catch (InvalidPathException notAPath) {
            throw new InputException("cannot read '" + file + "': that is no path");
        }
    }

    private long size() throws IOException {
        return !readsStandardInput() && Files.isRegularFile(Path.of(file)) ? Files.size(Path.of(file)) : -1;
    }
}
