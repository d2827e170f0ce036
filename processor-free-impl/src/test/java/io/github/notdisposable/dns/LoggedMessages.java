/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import java.text.MessageFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects what lookups log while it is open. */
final class LoggedMessages extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger(MailServerLookup.class.getName());
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();

    LoggedMessages() {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void publish(LogRecord line) {
        messages.add(MessageFormat.format(line.getMessage(), line.getParameters()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
