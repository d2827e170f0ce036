/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What came of a run of the program within the test. */
record Run(int status, String out, String err) {

    static Run of(String in, String... args) {
        return of(in.getBytes(StandardCharsets.UTF_8), args);
    }

    static Run of(byte[] in, String... args) {
        return of(new ByteArrayInputStream(in), args);
    }

    static Run of(InputStream in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Run run = of(in, out, args);
        return new Run(run.status, out.toString(StandardCharsets.UTF_8), run.err);
    }

    static Run of(InputStream in, OutputStream out, String... args) {
        return of(in, out, false, args);
    }

    /** On a terminal. */
    static Run shown(String in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Run run = of(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), out, true, args);
        return new Run(run.status, out.toString(StandardCharsets.UTF_8), run.err);
    }

    private static Run of(InputStream in, OutputStream out, boolean isTerminal, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8);
        int status = Main.run(new Console(in, out, errors, false, false, isTerminal), args);
        return new Run(status, "", err.toString(StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
