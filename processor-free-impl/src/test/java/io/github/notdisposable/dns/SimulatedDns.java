/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import io.github.notdisposable.client.ClientIp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/**
 * The network and the time of a test, on its own thread. Names that begin with {@code silent} are never answered. Others are answered after
 * {@link #LATENCY}: those that begin with {@code missing} do not exist, those with {@code null} have a null MX, those with {@code burner} have an
 * exchanger of a disposable service, and the rest have one of their own.
 */
final class SimulatedDns implements EventLoop, DnsTransport {

    static final Duration LATENCY = Duration.ofMillis(50);

    /** An answer and how long it took. */
    record Timed(MailServerAnswer answer, Duration time) {}

    private record Alarm(long nanoTime, Runnable task) {}

    // The clock overflows during each test.
    private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>((a, b) -> Long.compare(a.nanoTime - b.nanoTime, 0));
    private int exchanges;
    private int mostExchanges;
    private UnaryOperator<Message> answers = SimulatedDns::answerByName;
    private boolean closed;
    private boolean broken;

    /** Lets it answer in another way. */
    SimulatedDns answers(UnaryOperator<Message> answers) {
        this.answers = answers;
        return this;
    }

    MailServerLookup lookup() {
        return lookup(MailServerLookup.builder());
    }

    MailServerLookup lookup(MailServerLookup.Builder builder) {
        return builder.nameServers(List.of("127.0.0.1"))
                .nanoTime(this::nanoTime)
                .build(settings -> new MailServerCache(settings, this, this));
    }

    /** Looks a domain up. The result is there when enough time has gone by. */
    CompletableFuture<Timed> find(MailServerLookup lookup, String domain, @Nullable ClientIp client) {
        long start = now;
        return lookup.find(domain, client).thenApply(timed -> new Timed(timed.answer(), Duration.ofNanos(now - start)));
    }

    /** Lets time go by, and everything happen that is due meanwhile. */
    void pass(Duration time) {
        long end = now + time.toNanos();
        runTasks();
        for (Alarm next = alarms.peek(); next != null && next.nanoTime - end <= 0; next = alarms.peek()) {
            alarms.remove();
            now = next.nanoTime - now > 0 ? next.nanoTime : now;
            next.task.run();
            runTasks();
        }
        now = end;
    }

    /** {@return how many questions waited for a reply at once, at most} */
    int mostExchanges() {
        return mostExchanges;
    }

    int exchanges() {
        return exchanges;
    }

    /** Lets it have no thread for what comes. */
    void broken(boolean broken) {
        this.broken = broken;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void execute(Runnable task) {
        if (closed || broken) {
            throw new RejectedExecutionException();
        }
        tasks.add(task);
    }

    @Override
    public Timer at(long nanoTime, Runnable task) {
        Alarm alarm = new Alarm(nanoTime, task);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    @Override
    public CompletableFuture<DnsReply> exchange(InetSocketAddress server, DnsQuery query, long end) {
        CompletableFuture<DnsReply> reply = new CompletableFuture<>();
        exchanges++;
        mostExchanges = Math.max(mostExchanges, exchanges);
        Timer timeout = at(end, () -> reply.completeExceptionally(new SocketTimeoutException()));
        if (!query.name().toString().startsWith("silent")) {
            at(now + LATENCY.toNanos(), () -> reply.complete(answer(query)));
        }
        CompletableFuture<?> unused = reply.whenComplete((result, failure) -> {
            timeout.cancel();
            exchanges--;
        });
        return reply;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private DnsReply answer(DnsQuery query) {
        try {
            return query.read(answers.apply(new Message(query.wire())).toWire());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Message answerByName(Message query) {
        Name name = query.getQuestion().getName();
        String text = name.toString();
        if (text.startsWith("missing")) {
            Message missing = TestDnsServer.reply(query, Rcode.NXDOMAIN);
            missing.addRecord(TestDnsServer.soa(300, 300), Section.AUTHORITY);
            return missing;
        }
        String exchanger =
                text.startsWith("null") ? "." : text.startsWith("burner") ? "mail.mailinator.com." : "mx." + text;
        Message reply = TestDnsServer.reply(query, Rcode.NOERROR);
        reply.addRecord(new MXRecord(name, DClass.IN, 300, 10, Name.fromConstantString(exchanger)), Section.ANSWER);
        return reply;
    }
}
