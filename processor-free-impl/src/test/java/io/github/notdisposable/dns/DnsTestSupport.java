/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.MailServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Starts name servers and lookups, and closes them after the test. */
abstract class DnsTestSupport {

    static final Duration SHORT = Duration.ofMillis(300);
    static final Duration LONG = Duration.ofSeconds(15);

    final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    TestDnsServer server(String... zone) throws IOException {
        TestDnsServer server = new TestDnsServer(zone);
        open.add(server);
        return server;
    }

    MailServerLookup lookup(MailServerLookup.Builder builder) {
        MailServerLookup lookup = builder.build();
        open.add(lookup);
        return lookup;
    }

    MailServerLookup lookup(TestDnsServer... servers) {
        return lookup(builder(servers).timeout(LONG));
    }

    static MailServerLookup.Builder builder(TestDnsServer... servers) {
        return MailServerLookup.builder()
                .nameServers(
                        List.of(servers).stream().map(TestDnsServer::address).toList());
    }

    static MailServerAnswer ask(MailServerLookup lookup, String domain) {
        return lookup.lookup(domain, null, Deadline.after(LONG));
    }

    static MailServerAnswer accepts(MailServer... servers) {
        return MailServerAnswer.acceptsMail(List.of(servers));
    }
}
