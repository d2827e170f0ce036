/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.client.ClientIp;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The program. Its one command is {@link CheckCommand}. */
@Command(
        name = "notdisposable",
        description = "Finds throw-away e-mail addresses.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

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
        CommandLine program = new CommandLine(new Main());
        program.addSubcommand(new CheckCommand(console));
        program.registerConverter(EmailPolicy.class, new Choice<>(EmailPolicy.class));
        program.registerConverter(Block.class, new Choice<>(Block.class));
        program.registerConverter(OutputFormat.class, new Choice<>(OutputFormat.class));
        program.registerConverter(
                ClientIp.class,
                text -> ClientIp.parse(text)
                        .orElseThrow(() -> new TypeConversionException("'" + text + "' is no IP address")));
        program.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        program.setErr(console.err());
        program.setParameterExceptionHandler((wrong, arguments) -> usageError(console, wrong));
        program.setUsageHelpWidth(100);
        // The name of a file may begin with an @.
        program.setExpandAtFiles(false);
        program.setExecutionExceptionHandler((thrown, line, parsed) -> {
            throw thrown;
        });
        return program.execute(args);
    }

    private static int usageError(Console console, ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        console.complain(String.valueOf(wrong.getMessage()));
        console.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitStatus.USAGE;
    }

    /** Tells the version that the build wrote down. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            try (InputStream in = Main.class.getResourceAsStream("version.txt")) {
                if (in == null) {
                    throw new IOException("version.txt is missing");
                }
                return new String[] {new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()};
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
