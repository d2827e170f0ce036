/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** What is remembered, and who waits for whom. */
@Timeout(20)
class MailServerCacheTest extends DnsTestSupport {

    @ParameterizedTest
    @CsvSource({
        // what the zone holds, seconds that the answer is kept
        "quick 5 MX 10 mx.example.com., 30",
        "quick 120 MX 10 mx.example.com., 120",
        "quick 999999 MX 10 mx.example.com., 3600",
        "quick 120 A 8.8.8.8, 120",
        "quick 900 A 8.8.8.8, 300",
        "quick 900 A 10.0.0.1, 300",
        "other 60 A 8.8.8.8, 300",
        "quick 60 CNAME other, 60",
    })
    void keepsAnAnswerForItsTimeToLiveWithinBounds(String record, int seconds) throws IOException {
        SimulatedDns dns = new SimulatedDns().answers(server(record, "other 900 MX 10 mx.example.com.")::answer);
        MailServerLookup lookup = dns.lookup();
        assertThat(lookup.cached("quick.example.com")).isEmpty();

        CompletableFuture<SimulatedDns.Timed> timed = dns.find(lookup, "quick.example.com", null);
        dns.pass(SimulatedDns.LATENCY.multipliedBy(3));
        Duration age = SimulatedDns.LATENCY.multipliedBy(3).minus(timed.join().time());

        dns.pass(Duration.ofSeconds(seconds).minus(age).minusNanos(1));
        assertThat(lookup.cached("quick.example.com")).contains(timed.join().answer());
        dns.pass(Duration.ofNanos(1));
        assertThat(lookup.cached("quick.example.com")).isEmpty();
    }

    @Test
    void keepsForSecondsThatNobodyCouldSay() {
        SimulatedDns dns = new SimulatedDns().answers(query -> TestDnsServer.reply(query, Rcode.SERVFAIL));
        MailServerLookup lookup = dns.lookup();
        CompletableFuture<SimulatedDns.Timed> timed = dns.find(lookup, "shop.com", null);
        dns.pass(SimulatedDns.LATENCY);
        assertThat(timed).isCompleted();
        MailServerAnswer unknown = MailServerAnswer.unknown(UnavailableReason.SERVER_ERROR);

        dns.pass(Duration.ofSeconds(5).minusNanos(1));
        assertThat(lookup.cached("shop.com")).contains(unknown);
        dns.pass(Duration.ofNanos(1));
        assertThat(lookup.cached("shop.com")).isEmpty();
    }

    @Test
    void forgetsTheLeastUsefulWhenItIsFull() throws IOException {
        TestDnsServer server = server("* MX 10 mx.example.com.");
        server.udp(query -> {
            Message reply = TestDnsServer.reply(query, Rcode.NOERROR);
            reply.addRecord(
                    new MXRecord(query.getQuestion().getName(), DClass.IN, 600, 1, Name.fromString("mx.example.com.")),
                    Section.ANSWER);
            return List.of(reply.toWire());
        });
        MailServerLookup lookup = lookup(builder(server).timeout(LONG).cacheMaxSize(10));

        for (int i = 0; i < 50; i++) {
            ask(lookup, "d" + i + ".example.com");
        }

        int known = 0;
        for (int i = 0; i < 50; i++) {
            known += lookup.cached("d" + i + ".example.com").isPresent() ? 1 : 0;
        }
        assertThat(known).isLessThanOrEqualTo(10);
    }

    @Test
    void asksOnceForManyCallersAlsoWhereNothingIsKept() {
        SimulatedDns dns = new SimulatedDns();
        MailServerLookup lookup = dns.lookup(MailServerLookup.builder().cacheMaxSize(0));

        CompletableFuture<SimulatedDns.Timed> first = dns.find(lookup, "shop.com", null);
        CompletableFuture<SimulatedDns.Timed> second = dns.find(lookup, "shop.com", null);
        dns.pass(SimulatedDns.LATENCY);

        assertThat(first.join()).isEqualTo(second.join());
        assertThat(dns.mostExchanges()).isEqualTo(1);
        assertThat(lookup.cached("shop.com")).isEmpty();
    }

    @Test
    void asksOnceForManyCallers() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        TestDnsServer server = server("shop MX 10 mx.example.com.");
        server.udp(query -> {
            release.await();
            return List.of(server.answer(query).toWire());
        });
        MailServerLookup lookup = lookup(builder(server).timeout(LONG));
        ExecutorService callers = Executors.newFixedThreadPool(20);
        open.add(callers::shutdownNow);
        CountDownLatch started = new CountDownLatch(20);
        List<CompletableFuture<MailServerAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(CompletableFuture.supplyAsync(
                    () -> {
                        started.countDown();
                        return ask(lookup, "shop.example.com");
                    },
                    callers));
        }
        started.await();
        release.countDown();

        assertThat(answers)
                .allSatisfy(each -> assertThat(each.join()).isEqualTo(accepts(new MailServer("mx.example.com", 10))));
        assertThat(server.asked()).containsExactly("shop.example.com. MX");
    }

    @Test
    void aCallerWithLittleTimeLeavesAndTheNextFindsTheAnswer() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        TestDnsServer server = server("shop MX 10 mx.example.com.");
        server.udp(query -> {
            release.await();
            return List.of(server.answer(query).toWire());
        });
        MailServerLookup lookup = lookup(builder(server).timeout(LONG));

        assertThat(lookup.lookup("shop.example.com", null, Deadline.after(Duration.ofMillis(30))))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.TIMEOUT));
        assertThat(lookup.cached("shop.example.com")).isEmpty();
        release.countDown();

        assertThat(ask(lookup, "shop.example.com")).isEqualTo(accepts(new MailServer("mx.example.com", 10)));
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void asksNobodyWhenTheDeadlineHasPassed() throws IOException {
        TestDnsServer server = server("shop MX 10 mx.example.com.");

        assertThat(lookup(server).lookup("shop.example.com", null, Deadline.after(Duration.ZERO)))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.TIMEOUT));
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void anInterruptedCallerLeavesWithItsFlagSet() throws IOException {
        MailServerLookup lookup = lookup(builder(server().silent()).timeout(SHORT));
        Thread.currentThread().interrupt();

        MailServerAnswer answer = ask(lookup, "shop.example.com");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isEqualTo(MailServerAnswer.unknown(UnavailableReason.INTERRUPTED));
    }
}
