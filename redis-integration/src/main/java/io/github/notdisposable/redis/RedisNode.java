/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import io.github.notdisposable.internal.sharing.StoreLink;
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
import java.time.Duration;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Redis: two connections, one for commands and one for what the other machines tell. Safe for use by several threads.
 *
 * <p>Where Redis does not answer in time, a command is answered by this machine alone. Once that has happened too often no command is sent any
 * more; a task looks every second whether Redis is back, so that no check waits for that.
 */
final class RedisNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStores.class);

    /** For what no check waits for: making a connection, and the start of the application. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** For making a connection and getting to know what the others did meanwhile. */
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(5);

    /** Who is lost again so soon was not back. */
    private static final Duration RELAPSE = Duration.ofMinutes(1);

    private static final int LONGEST_PAUSE_TICKS = 60;

    /** A connection that is no use after so many attempts is given up for a new one. */
    private static final int MOST_ATTEMPTS = 3;

    /** Commands that may be under way. Redis answers a hundred thousand a second, so this is many times what it answers within the time limit. */
    private static final int MOST_COMMANDS = 8_192;

    private static final int TICKS_BETWEEN_PINGS = 10;
    private static final int TICKS_BETWEEN_MEETINGS = 60;

    /** Answers after which a further command has no better chance. */
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

    /** What belongs to the connection. */
    interface Peer {

        /** Catches up with the other machines. The connection serves commands once this is complete. */
        CompletionStage<?> meet(RedisAsyncCommands<byte[], byte[]> redis);

        /** Takes a message of another machine, or of this one. */
        void told(byte[] message);
    }

    private final RedisURI uri;
    private final long timeoutNanos;
    private final byte[] channel;
    private final byte[] probe;
    private final Peer peer;
    private final ClientResources resources;
    private final RedisClient client;
    private final StoreLink link = new StoreLink("Redis", LOG, Duration.ofDays(36_500));
    private final ScheduledFuture<?> task;

    private volatile @Nullable Wire wire;
    private volatile boolean closed;

    private volatile long restoredAt = System.nanoTime() - RELAPSE.toNanos();

    /** Whether the task has seen the present outage. It does not see a moment in which Redis was back between two of its looks. */
    private volatile boolean wasAlone;

    // Of the task alone, which never runs twice at once.
    private @Nullable CompletableFuture<?> attempt;
    private long attemptStart;
    private int ticks;
    private int failedAttempts;
    private int pause = 1;
    private int pauseLeft;

    /** Two connections that live and die together. */
    private record Wire(
            StatefulRedisConnection<byte[], byte[]> commands, StatefulRedisPubSubConnection<byte[], byte[]> messages) {

        boolean isOpen() {
            return commands.isOpen() && messages.isOpen();
        }

        void close() {
            CompletableFuture<?> unused = CompletableFuture.allOf(commands.closeAsync(), messages.closeAsync());
        }
    }

    /**
     * Creates the node, and waits a moment for its connection.
     *
     * @param uri where Redis is
     * @param timeout how long a command may take
     * @param channel where machines tell each other what they changed
     * @param probe a key that a script writes, to see whether Redis runs scripts and takes writes
     * @param peer what belongs to it
     */
    RedisNode(RedisURI uri, Duration timeout, byte[] channel, byte[] probe, Peer peer) {
        this.uri = uri;
        this.timeoutNanos = timeout.toNanos();
        this.channel = channel;
        this.probe = probe;
        this.peer = peer;
        uri.setTimeout(PATIENCE);
        resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                // The task connects again: only then does this machine also catch up with the others.
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(PATIENCE)
                        .keepAlive(true)
                        .build())
                .build());
        try {
            connect().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            link.lost(reasonOf(failure));
        }
        task = resources.eventExecutorGroup().scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Sends a command and waits for the answer, within the time limit.
     *
     * @param command the command
     * @param alone what this machine answers by itself where Redis does not
     */
    <T extends @Nullable Object> T ask(
            Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command, Supplier<? extends T> alone) {
        Wire open = wire;
        if (open == null || !link.tryCall()) {
            return alone.get();
        }
        try {
            T answer =
                    command.apply(open.commands.async()).toCompletableFuture().get(timeoutNanos, TimeUnit.NANOSECONDS);
            link.succeeded();
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RedisException failure) {
            failed(failure);
        }
        return alone.get();
    }

    /** Sends a command of which nobody needs the answer. */
    void tell(Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<?>> command) {
        Wire open = wire;
        if (open == null || !link.tryCall()) {
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
            link.lost(reasonOf(failure));
        } else {
            link.failed(reasonOf(failure));
        }
    }

    private void tick() {
        try {
            if (!closed) {
                look();
            }
        } catch (RuntimeException failure) {
            link.lost(reasonOf(failure));
        }
    }

    private void look() {
        CompletableFuture<?> current = attempt;
        if (current != null && !current.isDone()) {
            if (System.nanoTime() - attemptStart > MOST_PATIENCE.toNanos()) {
                // The other end may be gone without a word: a new connection finds out.
                current.cancel(false);
                drop("it does not answer in time");
            }
            return;
        }
        Wire open = wire;
        if (open != null && !open.isOpen()) {
            drop("the connection broke");
            open = null;
        }
        failedAttempts = current != null && current.isCompletedExceptionally() ? failedAttempts + 1 : 0;
        if (open != null && failedAttempts >= MOST_ATTEMPTS) {
            drop("it does not answer as it should");
            open = null;
        }
        if (isPausing()) {
            return;
        }
        ticks++;
        if (open == null) {
            CompletableFuture<?> unused = connect();
        } else if (link.isAlone() || ticks % TICKS_BETWEEN_MEETINGS == 0) {
            begin(meet(open).thenAccept(met -> restored()));
        } else if (ticks % TICKS_BETWEEN_PINGS == 0) {
            begin(open.messages.async().ping().toCompletableFuture());
        }
    }

    /** Waits longer each time, where Redis is lost again as soon as it is back: the log shall not tell each of its moods. */
    private boolean isPausing() {
        boolean alone = link.isAlone();
        if (alone && !wasAlone) {
            boolean relapse = System.nanoTime() - restoredAt < RELAPSE.toNanos();
            pause = relapse ? Math.min(pause * 2, LONGEST_PAUSE_TICKS) : 1;
            pauseLeft = pause;
        }
        wasAlone = alone;
        return alone && --pauseLeft > 0;
    }

    private void begin(CompletableFuture<?> work) {
        attemptStart = System.nanoTime();
        attempt = work;
        CompletableFuture<?> unused = work.whenComplete((done, failure) -> {
            if (failure != null && !closed) {
                link.lost(reasonOf(failure));
            }
        });
    }

    private void drop(String reason) {
        link.lost(reason);
        Wire broken = wire;
        wire = null;
        if (broken != null) {
            broken.close();
        }
    }

    /** Begins to connect. What is returned is complete once the connection serves commands. */
    private CompletableFuture<?> connect() {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> commands =
                client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
        CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> messages =
                client.connectPubSubAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
        CompletableFuture<Wire> connected =
                commands.thenCombine(messages, Wire::new).thenCompose(this::introduce);
        begin(connected);
        // Nothing stays open, even if the attempt is given up and a connection is made after that.
        return connected.whenComplete((made, failure) -> {
            if (failure != null || closed) {
                CompletableFuture<?> unused = commands.thenCompose(StatefulRedisConnection::closeAsync);
                unused = messages.thenCompose(StatefulRedisConnection::closeAsync);
            } else {
                wire = made;
                restored();
            }
        });
    }

    private void restored() {
        if (link.isAlone()) {
            restoredAt = System.nanoTime();
            wasAlone = false;
        }
        link.restored();
    }

    private CompletionStage<Wire> introduce(Wire made) {
        made.messages.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(byte[] from, byte[] message) {
                peer.told(message);
            }
        });
        return made.messages
                .async()
                .subscribe(channel)
                .thenCompose(subscribed -> meet(made))
                .thenApply(met -> made);
    }

    /** Sees whether Redis takes writes, and catches up with the others. */
    private CompletableFuture<?> meet(Wire open) {
        RedisAsyncCommands<byte[], byte[]> redis = open.commands.async();
        // Who comes back must answer in time; at the start the classes are still being loaded.
        long soonEnough = link.isAlone() ? timeoutNanos : Long.MAX_VALUE;
        long start = System.nanoTime();
        return Script.PROBE
                .run(redis, new byte[][] {probe}, Script.bytes(MOST_PATIENCE.toMillis()))
                .thenCompose(takesWrites -> System.nanoTime() - start > soonEnough
                        ? CompletableFuture.failedFuture(new TimeoutException())
                        : peer.meet(redis))
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
        wire = null;
        client.shutdown(Duration.ZERO, PATIENCE);
        resources.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly(PATIENCE.toMillis());
    }
}
