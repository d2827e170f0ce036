/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Collects what lookups log while it is open. */
final class LoggedMessages implements AutoCloseable {

    private static final String BEFORE_MESSAGE = "MailServerLookup - ";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream standardError = System.err;

    LoggedMessages() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    List<String> messages() {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(BEFORE_MESSAGE))
                .map(line -> line.substring(line.indexOf(BEFORE_MESSAGE) + BEFORE_MESSAGE.length()))
                .toList();
    }

    @Override
    public void close() {
        System.setErr(standardError);
    }
}
