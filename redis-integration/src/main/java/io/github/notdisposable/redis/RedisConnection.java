/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import io.github.notdisposable.internal.sharing.StoreHealth;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.util.concurrent.ScheduledFuture;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The connection to Redis: one channel for commands and one for the messages of other machines. Thread-safe.
 *
 * <p>Where Redis does not answer in time, this machine answers a command alone. After too many such commands none is sent any more; a task checks
 * every second whether Redis is back, so that no check waits for that.
 */
final class RedisConnection implements AutoCloseable {

    private static final Logger LOG = System.getLogger(RedisStores.class.getName());

    /** For connecting, and for the start of the application; no check waits for it. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** For connecting and catching up with the other machines. */
    private static final int ATTEMPT_TIMEOUT_TICKS = 5;

    /** A Redis that is lost again this soon counts as a relapse. */
    private static final Duration RELAPSE = Duration.ofMinutes(1);

    private static final int MAX_BACKOFF_TICKS = 60;

    /** After this many failed attempts a new connection is made. */
    private static final int MAX_ATTEMPTS = 3;

    /** Commands that may be in flight. Redis answers a hundred thousand a second, so this is many times what it answers within the time limit. */
    private static final int MAX_COMMANDS = 8_192;

    private static final int TICKS_BETWEEN_PINGS = 10;
    private static final int TICKS_BETWEEN_SYNCHRONIZATIONS = 60;

    /** Errors after which another command has no better chance. */
    private static final Set<String> LASTING = Set.of(
            "OOM",
            "NOAUTH",
            "WRONGPASS",
            "NOPERM",
            "READONLY",
            "LOADING",
            "MISCONF",
            "MASTERDOWN",
            "CLUSTERDOWN",
            "MOVED",
            "NOREPLICAS",
            "BUSY");

    /** Before Redis 7, the error of a command in a script stands within an error of the script. */
    private static final Pattern ERROR_CODE = Pattern.compile("(?:ERR .*: -)?([A-Z]{2,20})(?: .*|$)", Pattern.DOTALL);

    /** What Redis 6 and 7.0 answer in place of NOPERM where a command in a script is denied. */
    private static final String DENIED_IN_SCRIPT = "The user executing the script can't run this command";

    /** Serves the connection. */
    interface Listener {

        /** Catches up with the other machines. Commands are sent once this is complete. */
        CompletionStage<?> synchronize(RedisAsyncCommands<byte[], byte[]> redis);

        /** Takes a message of another machine, or of this one. */
        void onMessage(byte[] message);
    }

    private enum State {
        /** Commands are sent. */
        CONNECTED,

        /** The channels are open, but no command is sent before this machine has caught up with the others. */
        OUT_OF_SYNC,

        /** There are no channels. */
        DISCONNECTED,

        /** Nothing is done any more. */
        CLOSED
    }

    private final RedisURI uri;
    private final long timeoutNanos;
    private final Duration attemptTimeout;
    private final byte[] channel;
    private final byte[] probe;
    private final Listener listener;
    private final ClientResources resources;
    private final RedisClient client;
    private final StoreHealth health = new StoreHealth("Redis", LOG);
    private final ScheduledFuture<?> task;

    private final Backoff backoff = new Backoff();

    private volatile @Nullable Channels channels;
    private volatile boolean closed;

    // Of the task alone, which never runs twice at once.
    private @Nullable Attempt attempt;
    private int failedAttempts;
    private int ticks;

    /**
     * Work at Redis that the task began.
     *
     * @param work the work, to be cancelled where it takes too long
     * @param settled complete once what follows from the work is done too
     */
    private record Attempt(CompletableFuture<?> work, CompletableFuture<?> settled, long start) {}

    /** The channels for commands and for messages, which live and die together. */
    private record Channels(
            StatefulRedisConnection<byte[], byte[]> commands, StatefulRedisPubSubConnection<byte[], byte[]> messages) {

        boolean areOpen() {
            return commands.isOpen() && messages.isOpen();
        }

        void close() {
            CompletableFuture<?> unused = CompletableFuture.allOf(commands.closeAsync(), messages.closeAsync());
        }
    }

    /**
     * Connects, and waits a moment for that.
     *
     * @param uri where Redis is
     * @param timeout how long a command may take
     * @param tick the time between two looks at the connection
     * @param channel the channel of the machines' messages
     * @param probe a key that a script writes, to see whether Redis runs scripts and takes writes
     * @param listener serves it
     */
    RedisConnection(RedisURI uri, Duration timeout, Duration tick, byte[] channel, byte[] probe, Listener listener) {
        this.uri = uri;
        this.timeoutNanos = timeout.toNanos();
        this.attemptTimeout = tick.multipliedBy(ATTEMPT_TIMEOUT_TICKS);
        this.channel = channel;
        this.probe = probe;
        this.listener = listener;
        uri.setTimeout(CONNECT_TIMEOUT);
        resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                // The task reconnects, so that this machine also catches up with the others.
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build());
        try {
            connect().get(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            health.down(reasonOf(failure));
        }
        task = resources
                .eventExecutorGroup()
                .scheduleWithFixedDelay(this::maintain, tick.toMillis(), tick.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Sends a command and waits for the answer until the timeout.
     *
     * @param command the command
     * @param fallback the answer of this machine where Redis gives none
     */
    <T extends @Nullable Object> T call(
            Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command, Supplier<? extends T> fallback) {
        Channels open = channels;
        if (open == null || !health.tryCall()) {
            return fallback.get();
        }
        try {
            T answer =
                    command.apply(open.commands.async()).toCompletableFuture().get(timeoutNanos, TimeUnit.NANOSECONDS);
            health.succeeded();
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RedisException failure) {
            failed(failure);
        }
        return fallback.get();
    }

    /** Sends a command and does not wait for the answer. */
    void send(Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<?>> command) {
        Channels open = channels;
        if (open == null || !health.tryCall()) {
            return;
        }
        try {
            command.apply(open.commands.async()).whenComplete((answer, failure) -> {
                if (failure != null) {
                    failed(failure);
                }
            });
        } catch (RedisException failure) {
            failed(failure);
        }
    }

    private void failed(Throwable failure) {
        if (closed) {
            return;
        }
        if (LASTING.contains(errorCode(failure))) {
            health.down(reasonOf(failure));
        } else {
            health.failed(reasonOf(failure));
        }
    }

    private State state(@Nullable Channels open) {
        if (closed) {
            return State.CLOSED;
        }
        if (open == null) {
            return State.DISCONNECTED;
        }
        return health.isDown() ? State.OUT_OF_SYNC : State.CONNECTED;
    }

    private void maintain() {
        try {
            if (!closed && !isAttemptInFlight()) {
                disconnectIfUseless();
                if (backoff.isOver(health.isDown())) {
                    proceed();
                }
            }
        } catch (RuntimeException failure) {
            health.down(reasonOf(failure));
        }
    }

    private boolean isAttemptInFlight() {
        Attempt current = attempt;
        if (current == null || current.settled.isDone()) {
            return false;
        }
        if (System.nanoTime() - current.start > attemptTimeout.toNanos()) {
            // The other end may be gone without a word: a new connection finds out.
            current.work.cancel(false);
            disconnect("it does not answer in time");
        }
        return true;
    }

    private void disconnectIfUseless() {
        Attempt last = attempt;
        failedAttempts = last != null && last.work.isCompletedExceptionally() ? failedAttempts + 1 : 0;
        Channels open = channels;
        if (open != null && !open.areOpen()) {
            disconnect("the connection broke");
        } else if (open != null && failedAttempts >= MAX_ATTEMPTS) {
            disconnect("it does not answer as it should");
        }
    }

    private void proceed() {
        ticks++;
        Channels open = channels;
        switch (state(open)) {
            case DISCONNECTED -> {
                CompletableFuture<?> unused = connect();
            }
            case OUT_OF_SYNC -> begin(synchronize(Objects.requireNonNull(open)).thenAccept(done -> restored()));
            case CONNECTED -> {
                if (ticks % TICKS_BETWEEN_SYNCHRONIZATIONS == 0) {
                    begin(synchronize(Objects.requireNonNull(open)).thenAccept(done -> restored()));
                } else if (ticks % TICKS_BETWEEN_PINGS == 0) {
                    begin(Objects.requireNonNull(open).messages.async().ping().toCompletableFuture());
                }
            }
            case CLOSED -> {}
        }
    }

    private void begin(CompletableFuture<?> work) {
        begin(work, work);
    }

    private void begin(CompletableFuture<?> work, CompletableFuture<?> settled) {
        attempt = new Attempt(work, settled, System.nanoTime());
        CompletableFuture<?> unused = work.whenComplete((done, failure) -> {
            if (failure != null && !closed) {
                health.down(reasonOf(failure));
            }
        });
    }

    private void disconnect(String reason) {
        health.down(reason);
        Channels broken = channels;
        channels = null;
        if (broken != null) {
            broken.close();
        }
    }

    /** Begins to connect. The result is complete once commands are sent. */
    private CompletableFuture<?> connect() {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> commands =
                client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
        CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> messages =
                client.connectPubSubAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
        CompletableFuture<Channels> connected =
                commands.thenCombine(messages, Channels::new).thenCompose(this::subscribe);
        // Nothing stays open, even if the attempt is given up and a connection is made after that.
        CompletableFuture<?> settled = connected.whenComplete((made, failure) -> {
            if (failure != null || closed) {
                CompletableFuture<?> unused = commands.thenCompose(StatefulRedisConnection::closeAsync);
                unused = messages.thenCompose(StatefulRedisConnection::closeAsync);
            } else {
                channels = made;
                restored();
            }
        });
        begin(connected, settled);
        return settled;
    }

    private void restored() {
        if (health.isDown()) {
            backoff.restored();
        }
        health.up();
    }

    private CompletionStage<Channels> subscribe(Channels made) {
        made.messages.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(byte[] from, byte[] message) {
                listener.onMessage(message);
            }
        });
        return made.messages
                .async()
                .subscribe(channel)
                .thenCompose(subscribed -> synchronize(made))
                .thenApply(synchronizedNow -> made);
    }

    /** Checks that Redis takes writes, and catches up with the others. */
    private CompletableFuture<?> synchronize(Channels open) {
        RedisAsyncCommands<byte[], byte[]> redis = open.commands.async();
        // A Redis that comes back must answer in time; at startup the classes are still being loaded.
        long soonEnough = health.isDown() ? timeoutNanos : Long.MAX_VALUE;
        long start = System.nanoTime();
        return Script.PROBE
                .run(redis, new byte[][] {probe}, Script.bytes(attemptTimeout.toMillis()))
                .thenCompose(takesWrites -> System.nanoTime() - start > soonEnough
                        ? CompletableFuture.failedFuture(new TimeoutException())
                        : listener.synchronize(redis))
                .toCompletableFuture();
    }

    private static String reasonOf(Throwable failure) {
        String code = errorCode(failure);
        if (!code.isEmpty()) {
            return "it answers " + code;
        }
        Throwable cause = causeOf(failure);
        return cause instanceof TimeoutException ? "it does not answer in time" : "the connection failed";
    }

    /** Returns the first word of an error that Redis answered with; empty if it is another error. What follows may hold a user's name. */
    private static String errorCode(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RedisCommandExecutionException && cause.getMessage() != null) {
                if (cause.getMessage().contains(DENIED_IN_SCRIPT)) {
                    return "NOPERM";
                }
                Matcher code = ERROR_CODE.matcher(cause.getMessage());
                return code.matches() ? code.group(1) : "ERR";
            }
        }
        return "";
    }

    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapper = failure instanceof ExecutionException || failure instanceof CompletionException;
        return wrapper && cause != null ? cause : failure;
    }

    @Override
    public void close() {
        closed = true;
        task.cancel(false);
        channels = null;
        client.shutdown(Duration.ZERO, CONNECT_TIMEOUT);
        resources
                .shutdown(0, CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CONNECT_TIMEOUT.toMillis());
    }

    /** Waits longer each time Redis is lost again soon after it was back, so that the log does not show each of its moods. */
    private static final class Backoff {

        private int pause = 1;
        private int ticksLeft;

        private volatile long restoredAt = System.nanoTime() - RELAPSE.toNanos();

        /** The task does not see that Redis was back for a moment between two of its looks. */
        private volatile boolean outageSeen;

        /** To be asked once a tick. */
        boolean isOver(boolean down) {
            if (down && !outageSeen) {
                boolean relapse = System.nanoTime() - restoredAt < RELAPSE.toNanos();
                pause = relapse ? Math.min(pause * 2, MAX_BACKOFF_TICKS) : 1;
                ticksLeft = pause;
            }
            outageSeen = down;
            return !down || --ticksLeft <= 0;
        }

        void restored() {
            restoredAt = System.nanoTime();
            outageSeen = false;
        }
    }
}
