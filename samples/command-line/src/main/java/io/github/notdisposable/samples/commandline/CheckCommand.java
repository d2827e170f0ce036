/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailRule;
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
import org.jspecify.annotations.Nullable;

/** Checks the addresses of a file. */
final class CheckCommand {

    /** Work for a processor: large batches, as many at once as there are processors. */
    private static final int BLOCK_SIZE = 64 * 1024;

    private static final int CSV_BATCH = 1_024;

    /** Work that waits for others: small batches, many at once. */
    private static final int SMALL_BLOCK_SIZE = 256;

    private static final int SMALL_CSV_BATCH = 8;
    private static final int THREADS_THAT_WAIT = 16;

    private final Console console;
    private final CheckOptions options;

    CheckCommand(Console console, CheckOptions options) {
        this.console = console;
        this.options = options;
    }

    /** {@return the exit status} */
    int call() {
        try (ConfiguredChecker checker = Checkers.open(options.settings(), options.client())) {
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

    private Tally check(ConfiguredChecker configured) throws IOException {
        EmailChecker checker = configured.checker();
        EmailRule rule = new EmailRule(options.policy(), options.block(), checker.whenUnavailable());
        boolean waits = Checkers.waitsForOthers(configured, rule);
        try (InputStream raw = open();
                Progress progress = Progress.on(console, size())) {
            BatchSource source = source(Utf8.withoutMark(progress.watch(raw)), waits);
            int threads = waits ? THREADS_THAT_WAIT : Runtime.getRuntime().availableProcessors();
            KnownRows known = copiesRows(configured, rule)
                    ? new KnownRows(new KnownDomains(Checkers.lists(configured, rule)), new KnownValues())
                    : null;
            return new Pipeline(threads, (batch, text) -> check(batch, text, checker, rule, known))
                    .run(options.format().header(), source, console.out(), console::hasLostItsReader);
        }
    }

    /** Returns whether rows are copied: not those for a terminal, which are not written as they are, nor those of a short file, where it does not pay. */
    private boolean copiesRows(ConfiguredChecker configured, EmailRule rule) throws IOException {
        return options.format().hasPatterns()
                && !console.outIsTerminal()
                && (size() < 0 || size() > BLOCK_SIZE)
                && Checkers.hangsOnDomains(configured, rule);
    }

    private Tally check(Batch batch, Buffer text, EmailChecker checker, EmailRule rule, @Nullable KnownRows known)
            throws IOException {
        RowWriter rows = options.format().open(text, console.outIsTerminal());
        BatchCheck check = new BatchCheck(checker, rule, options.refusedOnly(), known, rows, text);
        batch.forEach(check);
        return check.tally();
    }

    private BatchSource source(InputStream in, boolean small) throws IOException {
        String column = options.column();
        return column == null
                ? new Lines(in, small ? SMALL_BLOCK_SIZE : BLOCK_SIZE)
                : new CsvColumn(in, column, options.delimiter(), small ? SMALL_CSV_BATCH : CSV_BATCH);
    }

    private InputStream open() throws IOException {
        String file = options.file();
        if (options.readsStandardInput()) {
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
        if (options.readsStandardInput()) {
            return -1;
        }
        Path path = Path.of(options.file());
        return Files.isRegularFile(path) ? Files.size(path) : -1;
    }
}
