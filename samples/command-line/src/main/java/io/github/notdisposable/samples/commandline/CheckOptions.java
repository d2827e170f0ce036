/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.client.ClientIp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.OptionGroup;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code check}.
 *
 * @param wanted what is to be done
 * @param column the column of CSV to check, or null if the input is no CSV
 * @param delimiter what stands between two fields of CSV
 * @param policy what is refused
 * @param block what is refused beyond the policy
 * @param settings the configuration keys that are set here
 * @param client the client on whose behalf services are asked, or null
 * @param format what is written
 * @param refusedOnly whether only what is refused is written
 * @param file the file to read, {@code -} for standard input
 */
record CheckOptions(
        Wanted wanted,
        @Nullable String column,
        char delimiter,
        EmailPolicy policy,
        Set<Block> block,
        Map<String, String> settings,
        @Nullable ClientIp client,
        OutputFormat format,
        boolean refusedOnly,
        String file) {

    /** What can be asked for. */
    enum Wanted {
        CHECK,
        HELP,
        VERSION
    }

    static final String STANDARD_INPUT = "-";

    private static final Option COLUMN =
            withValue("column", "NAME", "Read CSV with a header row, and check this column of it.");
    private static final Option DELIMITER =
            withValue("delimiter", "CHAR", "What stands between two fields of the CSV that is read. Default: a comma.");
    private static final Option POLICY = withValue(
            "policy",
            "POLICY",
            "What is refused: disposable-only (default), public-and-custom, business-only, public-only.");
    private static final Option BLOCK = withValue(
            "block",
            "TRAIT,...",
            "What is refused beyond the policy: grey, relay, alias, role-based, public, unresolved, no-mail-server,"
                    + " suspicious.");
    private static final Option BACKEND = withValue(
            "backend",
            "NAME,...",
            "Who is asked, in order, until one decides: embedded (default), stopreg, user-cleaning.");
    private static final Option DNS =
            flag(null, "dns", "Ask the DNS about each domain. Default: where the policy or --block needs it.");
    private static final Option NO_DNS = flag(null, "no-dns", "Never ask the DNS.");
    private static final Option CLIENT_IP =
            withValue("client-ip", "ADDRESS", "The client on whose behalf services are asked. Default: unknown.");
    private static final Option FORMAT = withValue("format", "FORMAT", "What is written: table (default), jsonl, csv.");
    private static final Option REFUSED_ONLY = flag(null, "refused-only", "Write only what is refused.");
    private static final Option HELP = flag("h", "help", "Show this help and exit.");
    private static final Option VERSION = flag("V", "version", "Show the version and exit.");

    private static final List<Option> IN_ORDER = List.of(
            COLUMN, DELIMITER, POLICY, BLOCK, BACKEND, DNS, NO_DNS, CLIENT_IP, FORMAT, REFUSED_ONLY, HELP, VERSION);

    private static final List<String> NOTES = List.of(
            "Each configuration key can be given before -jar, such as -Dnotdisposable.block=example.com.",
            "The fields of jsonl and csv: input, normalized (the mailbox, one spelling for all), domain, root (the"
                    + " registrable domain), category (white, grey, black, banned, unknown), traits, suggestion (the"
                    + " domain that was probably meant), provider, source (who decided), allowed, reason. What is not"
                    + " known is null in jsonl and empty in csv, where a space stands between two traits, and an apostrophe"
                    + " before a field that a spreadsheet would take for a formula. A value that is no"
                    + " address, an empty line too, is let in for the reason not-an-address, unless it has an at sign and"
                    + " ends in a listed domain: then domain is that one. Of a value over 16 KiB, which is no address, the"
                    + " first and the last 100 characters are shown.",
            "Text is UTF-8, with or without a byte order mark; other bytes are shown as U+FFFD.",
            "Exit status: 0 all allowed, 1 some refused, 2 wrong usage, configuration, input or output, 3 a backend"
                    + " could not be asked about some address (also if others were refused). When nobody reads the"
                    + " output any more, the program ends quietly, with the status of what was read.");

    private static final int HELP_WIDTH = 100;

    /**
     * Reads a command line.
     *
     * @throws ParseException if it is wrong, with what is wrong
     */
    static CheckOptions parse(String... args) throws ParseException {
        CommandLine line = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get()
                .parse(options(), args);
        List<String> files = line.getArgList();
        if (files.size() > 1) {
            throw new ParseException("there is more than one file: '" + files.get(1) + "'");
        }
        String delimiter = value(line, DELIMITER, ",");
        if (delimiter.length() != 1) {
            throw new ParseException("--delimiter: '" + delimiter + "' is not one character");
        }
        String ip = value(line, CLIENT_IP, "");
        ClientIp client = ClientIp.parse(ip).orElse(null);
        if (client == null && line.hasOption(CLIENT_IP)) {
            throw new ParseException("--client-ip: '" + ip + "' is no IP address");
        }
        EnumSet<Block> block = EnumSet.noneOf(Block.class);
        for (String trait : values(line, BLOCK)) {
            block.add(Choice.of(Block.class, BLOCK, trait));
        }
        return new CheckOptions(
                line.hasOption(HELP) ? Wanted.HELP : line.hasOption(VERSION) ? Wanted.VERSION : Wanted.CHECK,
                line.hasOption(COLUMN) ? value(line, COLUMN, "") : null,
                delimiter.charAt(0),
                Choice.of(EmailPolicy.class, POLICY, value(line, POLICY, "disposable-only")),
                block,
                settings(line),
                client,
                Choice.of(OutputFormat.class, FORMAT, value(line, FORMAT, "table")),
                line.hasOption(REFUSED_ONLY),
                files.isEmpty() ? STANDARD_INPUT : files.get(0));
    }

    /** {@return the text of {@code --help}} */
    static String help() {
        StringBuilder text = new StringBuilder();
        TextHelpAppendable out = new TextHelpAppendable(text);
        out.setMaxWidth(HELP_WIDTH);
        out.setLeftPad(0);
        out.setIndent(0);
        HelpFormatter help = HelpFormatter.builder()
                .setHelpAppendable(out)
                .setShowSince(false)
                .get();
        help.setSyntaxPrefix("Usage:");
        try {
            help.printHelp(
                    "notdisposable check [OPTION]... [FILE]",
                    "Reads one address a line, or a CSV column, from a file, or from standard input if the file is - or"
                            + " left out, and writes a line for each, in order.",
                    IN_ORDER,
                    "",
                    false);
            for (String note : NOTES) {
                out.appendParagraph(note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    boolean readsStandardInput() {
        return file.equals(STANDARD_INPUT);
    }

    private static Map<String, String> settings(CommandLine line) throws ParseException {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> backends = values(line, BACKEND);
        if (!backends.isEmpty()) {
            settings.put("notdisposable.backends", String.join(",", backends));
        }
        if (line.hasOption(NO_DNS)) {
            settings.put("notdisposable.embedded.dns", "never");
        } else if (line.hasOption(DNS)) {
            settings.put("notdisposable.embedded.dns", "always");
        }
        return settings;
    }

    private static List<String> values(CommandLine line, Option option) {
        List<String> values = new ArrayList<>();
        if (line.hasOption(option)) {
            for (String some : line.getOptionValues(option)) {
                values.addAll(List.of(some.split(",", -1)));
            }
        }
        return values;
    }

    private static String value(CommandLine line, Option option, String otherwise) throws ParseException {
        if (!line.hasOption(option)) {
            return otherwise;
        }
        String[] values = line.getOptionValues(option);
        if (values.length > 1) {
            throw new ParseException("--" + option.getLongOpt() + " stands twice");
        }
        return values[0];
    }

    private static Options options() {
        Options options = new Options();
        for (Option option : IN_ORDER) {
            options.addOption(option);
        }
        // Only one of these two.
        return options.addOptionGroup(new OptionGroup().addOption(DNS).addOption(NO_DNS));
    }

    private static Option withValue(String name, String value, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(value)
                .desc(description)
                .get();
    }

    private static Option flag(@Nullable String letter, String name, String description) {
        return Option.builder(letter).longOpt(name).desc(description).get();
    }
}
