/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is said in the log about Redis while this is open. */
final class LogLines implements AutoCloseable {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream standardError = System.err;

    LogLines() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(RedisStores.class.getName() + " - "))
                .map(line -> line.substring(line.indexOf(" - ") + 3))
                .toList();
    }

    @Override
    public void close() {
        System.setErr(standardError);
        standardError.print(log.toString(StandardCharsets.UTF_8));
    }
}
