/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how much of the input has been read, where somebody sees it. */
final class Progress implements AutoCloseable {

    private static final int WIDTH = 79;
    private static final long UNIT = 1 << 20;
    private static final int INTERVAL = (int) Duration.ofMillis(500).toMillis();

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Starts to show progress.
     *
     * @param console where, and whether at all
     * @param size the size of the input in bytes, -1 if it is not known
     */
    static Progress on(Console console, long size) {
        if (!console.showsProgress()) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName("check")
                .setInitialMax(size)
                .setUnit(" MiB", UNIT)
                .setUpdateIntervalMillis(INTERVAL)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new DelegatingProgressBarConsumer(
                        line -> {
                            console.err().print('\r' + line);
                            console.err().flush();
                        },
                        WIDTH))
                .build());
    }

    /** {@return a stream whose reading is shown} */
    InputStream watch(InputStream in) {
        ProgressBar shown = bar;
        return shown == null ? in : new Watched(in, shown);
    }

    /** Shows the last state, and leaves it standing. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private static final class Watched extends FilterInputStream {

        private final ProgressBar bar;

        Watched(InputStream in, ProgressBar bar) {
            super(in);
            this.bar = bar;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bar.stepBy(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bar.stepBy(Math.max(0, read));
            return read;
        }
    }
}
