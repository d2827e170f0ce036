/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/**
 * Where the program reads and writes, in UTF-8 whatever the platform's own character set is.
 *
 * @param in standard input
 * @param out standard output, not buffered
 * @param err standard error
 * @param showsProgress whether progress is shown on standard error
 * @param outIsPipe whether standard output is known to be a pipe
 * @param outIsTerminal whether standard output is a terminal, which control characters steer
 */
record Console(
        InputStream in,
        OutputStream out,
        PrintWriter err,
        boolean showsProgress,
        boolean outIsPipe,
        boolean outIsTerminal) {

    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    /**
     * {@return the streams of this process} Progress is shown where standard error is a terminal, unless the output goes to that terminal
     * too: there the lines themselves tell, and a bar would tear them.
     */
    static Console ofTheSystem() {
        boolean outIsTerminal = isTerminal(STANDARD_OUTPUT, SystemStream.Output);
        return new Console(
                isOfTheJvm(STANDARD_INPUT) ? new ClosedInput() : new FileInputStream(FileDescriptor.in),
                // Not System.out, which keeps a failed write to itself.
                new FileOutputStream(FileDescriptor.out),
                new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                !outIsTerminal && isTerminal(STANDARD_ERROR, SystemStream.Error),
                isPipe(STANDARD_OUTPUT),
                outIsTerminal);
    }

    /**
     * Tells a reader that went away, such as {@code head}, from an output that cannot be written. The system words its errors in the user's
     * language, so the words are not all that is looked at.
     */
    boolean hasLostItsReader(IOException notWritten) {
        String message = notWritten.getMessage();
        return outIsPipe || (message != null && message.toLowerCase(Locale.ROOT).contains("pipe"));
    }

    /** Says in one line what is wrong. */
    void complain(String message) {
        err.println("notdisposable: " + Printable.text(message));
    }

    /**
     * Returns whether the descriptor leads to a file of the Java installation. Where a process is started with closed standard input, the first file
     * that the JVM opens takes its place.
     */
    private static boolean isOfTheJvm(Path descriptor) {
        try {
            return Files.isSymbolicLink(descriptor)
                    && descriptor
                            .toRealPath()
                            .startsWith(Path.of(System.getProperty("java.home")).toRealPath());
        } catch (IOException unknown) {
            return false;
        }
    }

    private static boolean isPipe(Path descriptor) {
        return targetOf(descriptor).startsWith("pipe:");
    }

    /** Asks a command where the system does not show at once what the descriptor leads to, as that starts a process. */
    private static boolean isTerminal(Path descriptor, SystemStream stream) {
        String target = targetOf(descriptor);
        if (target.startsWith("pipe:") || target.equals("/dev/null") || Files.isRegularFile(descriptor)) {
            return false;
        }
        return target.startsWith("/dev/pts/") || new ExecTerminalProvider().isSystemStream(stream);
    }

    /** {@return what the descriptor leads to, empty if the system does not show it} */
    private static String targetOf(Path descriptor) {
        try {
            return Files.isSymbolicLink(descriptor)
                    ? Files.readSymbolicLink(descriptor).toString()
                    : "";
        } catch (IOException unknown) {
            return "";
        }
    }

    /** Stands for a standard input that is closed. */
    private static final class ClosedInput extends InputStream {

        @Override
        public int read() throws IOException {
            throw new InputException("standard input is closed");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }
}
