/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.dns.TestDnsServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While many zones keep silent, those that answer are judged as ever. Over sockets. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SilentZonesTest {

    private static final int SILENT = 80;

    private TestDnsServer server;
    private EmbeddedBackend backend;
    private ExecutorService visitors;

    @BeforeAll
    void leaveEightyLookupsWithoutAReply() throws IOException, InterruptedException {
        CountDownLatch asked = new CountDownLatch(SILENT);
        server = new TestDnsServer(
                "nullmx.net. MX 0 .",
                "burner.net. MX 10 mail.mailinator.com.",
                "internal.net. MX 10 exchange.corp.internal.",
                "shop.net. MX 10 mx.shop.net.");
        server.replyUnless(name -> {
            boolean silent = name.startsWith("silent");
            if (silent) {
                asked.countDown();
            }
            return silent;
        });
        backend = EmbeddedBackend.builder()
                .dnsServers(List.of(server.address()))
                .dnsTimeout(Duration.ofSeconds(50))
                .build();
        visitors = Executors.newFixedThreadPool(SILENT);
        for (int i = 0; i < SILENT; i++) {
            String address = "bob@silent" + i + ".com";
            visitors.execute(() -> check(address, null));
        }
        asked.await();
    }

    @AfterAll
    void close() {
        backend.close();
        server.close();
        visitors.shutdownNow();
    }

    private Set<EmailTrait> check(String address, @Nullable ClientIp client) {
        return backend.check(BackendQuery.of(
                                EmailAddress.parse(address).orElseThrow(), Deadline.after(Duration.ofSeconds(50)))
                        .wanted(Set.of(EmailTrait.NO_MAIL_SERVER, EmailTrait.UNRESOLVED))
                        .client(client)
                        .build())
                .traits();
    }

    @Test
    void aDomainIsPutToTheDnsOnceWithinABudgetAndIsKnownWithoutOneAfterwards() {
        Set<EmailTrait> wanted = Set.of(EmailTrait.NO_MAIL_SERVER);
        EmailAddress bob = EmailAddress.parse("bob@budget.net").orElseThrow();
        AtomicInteger taken = new AtomicInteger();
        BackendQuery.Builder query =
                BackendQuery.of(bob, Deadline.after(Duration.ofSeconds(50))).wanted(wanted);

        assertThat(backend.check(query.freeLookups(() -> false).build()).traits())
                .isEmpty();
        query.freeLookups(() -> taken.incrementAndGet() == 1).lookups(() -> false);
        assertThat(backend.check(query.build()).traits()).contains(EmailTrait.NO_MAIL_SERVER);
        assertThat(backend.check(query.build()).traits()).contains(EmailTrait.NO_MAIL_SERVER);
        assertThat(taken).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "bob@nullmx.net,   NO_MAIL_SERVER",
        "bob@internal.net, NO_MAIL_SERVER",
        "bob@missing.net,  NO_MAIL_SERVER UNRESOLVED",
        "bob@burner.net,   DISPOSABLE",
        "bob@shop.net,     ''",
    })
    void othersAreJudgedAsEver(String address, String traits) {
        assertThat(String.join(
                        " ",
                        check(address, ClientIp.parse("192.0.2.1").orElseThrow()).stream()
                                .map(Enum::name)
                                .sorted()
                                .toList()))
                .isEqualTo(traits);
    }
}
