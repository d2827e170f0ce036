/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.cli.ParseException;

/** The program. Its one command is {@link CheckCommand}. */
public final class Main {

    private static final String HELP = """
            Usage: notdisposable [-hV] COMMAND
            Finds throw-away e-mail addresses.

              check          Read one address a line, or a CSV column, and write a line for each, in order.
              -h, --help     Show this help and exit.
              -V, --version  Show the version and exit.
            """;

    private Main() {}

    /**
     * Runs the program and ends the process with its exit status.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(run(Console.ofTheSystem(), args));
    }

    /**
     * Runs the program.
     *
     * @param console where it reads and writes
     * @param args the command line
     * @return the exit status
     */
    static int run(Console console, String... args) {
        String command = args.length == 0 ? "" : args[0];
        return switch (command) {
            case "check" -> check(console, Arrays.copyOfRange(args, 1, args.length));
            case "-h", "--help" -> tell(console, HELP);
            case "-V", "--version" -> tell(console, version());
            case "" -> usageError(console, "notdisposable", "a command is missing");
            default -> usageError(console, "notdisposable", "'" + command + "' is no command");
        };
    }

    private static int check(Console console, String... args) {
        try {
            CheckOptions options = CheckOptions.parse(args);
            return switch (options.wanted()) {
                case HELP -> tell(console, CheckOptions.help());
                case VERSION -> tell(console, version());
                case CHECK -> new CheckCommand(console, options).call();
            };
        } catch (ParseException wrong) {
            return usageError(console, "notdisposable check", String.valueOf(wrong.getMessage()));
        }
    }

    private static int tell(Console console, String text) {
        try {
            console.out().write(text.getBytes(StandardCharsets.UTF_8));
            return ExitStatus.ALL_ALLOWED;
        } catch (IOException notWritten) {
            return ExitStatus.USAGE;
        }
    }

    private static int usageError(Console console, String command, String message) {
        console.complain(message);
        console.err().println("Try '" + command + " --help'.");
        return ExitStatus.USAGE;
    }

    /** {@return the version that the build wrote down, as a line} */
    private static String version() {
        try (InputStream in = Main.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IOException("version.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip() + '\n';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
