/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads batches on one thread, works on them on several, and writes what comes of them on the calling thread, in the order of the input.
 * What is under way at once is bounded, and so is the memory, however long the input is.
 */
final class Pipeline {

    /** What comes of a batch. */
    private record Output(Buffer text, Tally tally) {}

    /** The work on a batch. */
    @FunctionalInterface
    interface Work {

        /** Works on a batch, writes what comes of it to a buffer, and counts. */
        Tally on(Batch batch, Buffer text) throws IOException;
    }

    /** Something to write. */
    @FunctionalInterface
    private interface Part {

        void writeTo(OutputStream out) throws IOException;
    }

    private static final int WAITING_PER_THREAD = 4;
    private static final int FIRST_CAPACITY = 32 * 1024;

    private final int threads;
    private final Work work;

    /** Buffers that are written, to be used again. */
    private final Queue<Buffer> spare = new ConcurrentLinkedQueue<>();

    Pipeline(int threads, Work work) {
        this.threads = threads;
        this.work = work;
    }

    /**
     * Runs until the input ends, or the output is wanted no more.
     *
     * @param header written before the outputs
     * @param source the input
     * @param out takes the outputs
     * @param failed told of an exception of the output; returns whether it only means that nobody reads any further
     * @return what was counted of the batches that were written, or were to be written when that was found out
     * @throws IOException if the input cannot be read, after what was read before is written, or the output cannot be written
     */
    Tally run(String header, BatchSource source, OutputStream out, Predicate<IOException> failed) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, daemons("worker"));
        BlockingQueue<Future<@Nullable Output>> underWay = new ArrayBlockingQueue<>(threads * WAITING_PER_THREAD);
        // A daemon: when the output is wanted no more, the reader may wait for input that never comes.
        Thread reader = daemons("reader").newThread(() -> read(source, pool, underWay));
        reader.start();
        try {
            return write(header, underWay, out, failed);
        } finally {
            reader.interrupt();
            pool.shutdownNow();
        }
    }

    private void read(BatchSource source, ExecutorService pool, BlockingQueue<Future<@Nullable Output>> underWay) {
        try {
            try {
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    Batch next = batch;
                    underWay.put(pool.submit(() -> output(next)));
                }
                underWay.put(CompletableFuture.completedFuture(null));
            } catch (IOException | RuntimeException | Error failed) {
                underWay.put(CompletableFuture.failedFuture(failed));
            }
        } catch (InterruptedException wantedNoMore) {
            Thread.currentThread().interrupt();
        }
    }

    private Output output(Batch batch) throws IOException {
        Buffer used = spare.poll();
        Buffer text = used != null ? used : new Buffer(FIRST_CAPACITY);
        return new Output(text, work.on(batch, text));
    }

    private Tally write(
            String header,
            BlockingQueue<Future<@Nullable Output>> underWay,
            OutputStream out,
            Predicate<IOException> failed)
            throws IOException {
        Tally total = new Tally();
        try {
            // After the first batch is there: if the input cannot be read at all, there is no output either.
            Output output = underWay.take().get();
            boolean wanted = isWritten(text -> text.write(header.getBytes(StandardCharsets.UTF_8)), out, failed);
            while (wanted && output != null) {
                wanted = isWritten(output.text()::writeTo, out, failed);
                total.add(output.tally());
                output.text().cut(0);
                spare.add(output.text());
                output = underWay.take().get();
            }
            return total;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException broken) {
            Throwable cause = broken.getCause();
            if (cause instanceof IOException notRead) {
                throw notRead;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        }
    }

    private static boolean isWritten(Part part, OutputStream out, Predicate<IOException> failed) throws IOException {
        try {
            part.writeTo(out);
            return true;
        } catch (IOException notWritten) {
            if (failed.test(notWritten)) {
                return false;
            }
            throw new InputException("the output cannot be written: " + notWritten.getMessage());
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
