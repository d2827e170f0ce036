/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.dns.TestDnsServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Rcode;

class EmbeddedBackendTest {

    private static final Set<EmailTrait> NEEDS_DNS = Set.of(EmailTrait.NO_MAIL_SERVER);

    @ParameterizedTest
    @CsvSource({
        "bob@mailinator.com,              DISPOSABLE",
        "bob@x.y.mailinator.com,          DISPOSABLE",
        "bob@gmail.com,                   PUBLIC",
        "bob@consultant.com,              PUBLIC",
        "bob@sohu.com,                    PUBLIC",
        "bob@privaterelay.appleid.com,    RELAY",
        "bob@alice.mozmail.com,           RELAY",
        "info@corp-domain.de,             ROLE_BASED",
        "Support+42@corp-domain.de,       ROLE_BASED ALIAS",
        "bob+x@gmail.com,                 PUBLIC ALIAS",
        "help-desk@yandex.ru,             PUBLIC ROLE_BASED",
        "front-desk@ya.ru,                PUBLIC ROLE_BASED",
        "it-helpdesk@proton.me,           PUBLIC ROLE_BASED",
        "it-helpdesk+x@proton.me,         PUBLIC ROLE_BASED ALIAS",
        "management.team@gmail.com,       PUBLIC ROLE_BASED",
        "Customer.Service@googlemail.com, PUBLIC ROLE_BASED",
        "s.u.p.p.o.r.t@gmail.com,         PUBLIC ROLE_BASED",
        "\"help-desk\"@yandex.ru,       PUBLIC ROLE_BASED",
        "help-desk@corp-domain.de,        ROLE_BASED",
        "news@bob.mm.st,                  PUBLIC ALIAS",
        "bob@news.mm.st,                  PUBLIC ALIAS ROLE_BASED",
        "news@mm.st,                      PUBLIC ROLE_BASED",
        "joe-shop@yahoo.bg,               PUBLIC ALIAS",
        "joe-shop@aol.com,                PUBLIC",
        "bob@nus.edu.sg,                  ''",
        "bob@dallas.gov,                  ''",
        "bob@corp-domain.de,              ''",
    })
    void tellsTheTraitsThatTheBundledDataKnows(String address, String traits) {
        try (EmbeddedBackend backend = EmbeddedBackend.create()) {
            assertThat(backend.check(query(address, Set.of(), true)).traits())
                    .extracting(Enum::name)
                    .containsExactlyInAnyOrder(traits.isEmpty() ? new String[0] : traits.split(" "));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bob@gnail.com, gmail.com",
        "bob@gamail.com, gmail.com",
        "bob@sbcglobal.bet, sbcglobal.net",
        "bob@comcast.ner, comcast.net",
        "bob@mailinator.com,",
        "bob@gmail.com,",
        "bob@corp-domain.de,",
    })
    void tellsWhichProviderWasMeantWhetherTheDomainIsListedOrNot(String address, @Nullable String suggestion) {
        try (EmbeddedBackend backend = EmbeddedBackend.create()) {
            assertThat(backend.check(query(address, Set.of(), true)).suggestion())
                    .isEqualTo(Optional.ofNullable(suggestion));
        }
    }

    @Test
    void tellsWhichProviderWasMeantByARefreshedDomain() {
        try (EmbeddedBackend backend = EmbeddedBackend.create()) {
            assertThat(backend.check(query("bob@gmaqil.net", Set.of(), true)).suggestion())
                    .isEmpty();

            backend.refresh(Set.of("gmzzail.com", "gmpail.com"));

            assertThat(backend.check(query("bob@gmpail.com", Set.of(), true)).suggestion())
                    .contains("gmail.com");
            assertThat(backend.check(query("bob@gmzzail.com", Set.of(), true)).suggestion())
                    .isEmpty();
        }
    }

    @Test
    void takesRefreshedDomainsAsDisposableExceptWhatIsProtected() {
        try (EmbeddedBackend backend = EmbeddedBackend.create()) {
            EmailBackend.Screen screen = backend.screen(Set.of(EmailTrait.DISPOSABLE));
            assertThat(screen.traitsOf("bob@x.new-burner.example")).isEmpty();

            backend.refresh(Set.of("new-burner.example", "gmail.com", "nus.edu.sg", "duck.com"));

            assertThat(screen.traitsOf("bob@x.new-burner.example")).isNull();
            assertThat(screen.traitsOf("bob@mailinator.com")).isNull();
            assertThat(screen.traitsOf("bob@gmail.com")).isEmpty();
            BackendAnswer answer = backend.check(query("bob@x.new-burner.example", Set.of(), true));
            assertThat(answer.traits()).containsExactly(EmailTrait.DISPOSABLE);
            assertThat(answer.matchedEntry()).contains("new-burner.example");
            for (String kept : List.of("bob@gmail.com", "bob@nus.edu.sg", "bob@duck.com")) {
                assertThat(backend.check(query(kept, Set.of(), true)).traits()).doesNotContain(EmailTrait.DISPOSABLE);
            }

            backend.refresh(Set.of());

            assertThat(screen.traitsOf("bob@x.new-burner.example")).isEmpty();
            assertThat(screen.traitsOf("bob@mailinator.com")).isNull();
        }
    }

    @Test
    void asksTheDnsOnlyWhereAWantedTraitNeedsIt() throws IOException {
        try (TestDnsServer server = new TestDnsServer("shop MX 10 mx");
                EmbeddedBackend backend = backend(server, EmbeddedBackend.DnsUse.WHEN_NEEDED)) {
            assertThat(backend.check(query("bob@shop.example.com", Set.of(EmailTrait.DISPOSABLE), true))
                            .mailServers())
                    .isEmpty();
            assertThat(server.asked()).isEmpty();
            assertThat(backend.check(query("bob@shop.example.com", NEEDS_DNS, true))
                            .mailServers())
                    .containsExactly(new MailServer("mx.example.com", 10));
        }
    }

    @ParameterizedTest
    @CsvSource({"gmail.com", "privaterelay.appleid.com", "mailinator.com"})
    void doesNotAskTheDnsWhetherAWellKnownServiceAcceptsMail(String domain) throws IOException {
        try (TestDnsServer server = new TestDnsServer();
                EmbeddedBackend backend = backend(server, EmbeddedBackend.DnsUse.WHEN_NEEDED)) {
            assertThat(backend.check(query("bob@" + domain, NEEDS_DNS, true)).traits())
                    .doesNotContain(EmailTrait.NO_MAIL_SERVER);
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void neverAsksTheDnsWhereItMustNot() throws IOException {
        try (TestDnsServer server = new TestDnsServer();
                EmbeddedBackend backend = backend(server, EmbeddedBackend.DnsUse.NEVER)) {
            assertThat(backend.check(query("bob@shop.example.com", NEEDS_DNS, true))
                            .traits())
                    .isEmpty();
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void tellsThatADomainAcceptsNoMailOrIsNotThere() throws IOException {
        try (TestDnsServer server = new TestDnsServer("null MX 0 .", "shop MX 10 mx");
                EmbeddedBackend backend = backend(server, EmbeddedBackend.DnsUse.ALWAYS)) {
            assertThat(backend.check(query("bob@null.example.com", Set.of(), true))
                            .traits())
                    .containsExactly(EmailTrait.NO_MAIL_SERVER);
            assertThat(backend.check(query("bob@gone.example.com", Set.of(), true))
                            .traits())
                    .containsExactlyInAnyOrder(EmailTrait.NO_MAIL_SERVER, EmailTrait.UNRESOLVED);
        }
    }

    @Test
    void takesAFailingDnsForNoReason() throws IOException {
        try (TestDnsServer server = new TestDnsServer().failing(Rcode.SERVFAIL);
                EmbeddedBackend backend = backend(server, EmbeddedBackend.DnsUse.ALWAYS)) {
            BackendAnswer answer = backend.check(query("bob@shop.example.com", NEEDS_DNS, true));

            assertThat(answer.isAvailable()).isTrue();
            assertThat(answer.traits()).isEmpty();
        }
    }

    @Test
    void doesNotWaitForTheDnsOnAThreadThatMustNotBlock() throws IOException {
        try (TestDnsServer server = new TestDnsServer("shop MX 10 mx");
                EmbeddedBackend backend = backend(server, EmbeddedBackend.DnsUse.ALWAYS)) {
            BackendAnswer answer = backend.check(query("bob@shop.example.com", NEEDS_DNS, false));

            assertThat(answer.isAvailable()).isTrue();
            assertThat(answer.mailServers()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mail.mailinator.com.,                    DISPOSABLE, disposable",
        "aspmx.l.google.com.,                     '',         mailbox",
        "mail.mailinator.com. aspmx.l.google.com.,'',         disposable mailbox",
        "mx.corp-domain.de.,                      '',         ''",
    })
    void takesADomainForDisposableWhoseExchangersAllBelongToDisposableServices(
            String exchangers, String traits, String types) throws IOException {
        String[] zone = java.util.Arrays.stream(exchangers.split(" ", -1))
                .map(host -> "corp-domain.de. MX 10 " + host)
                .toArray(String[]::new);
        try (TestDnsServer server = new TestDnsServer(zone);
                EmbeddedBackend backend = backend(server, EmbeddedBackend.DnsUse.ALWAYS)) {
            BackendAnswer answer = backend.check(query("bob@corp-domain.de", Set.of(), true));

            assertThat(String.join(" ", answer.traits().stream().map(Enum::name).toList()))
                    .isEqualTo(traits);
            assertThat(answer.mailProviders().stream().map(MailProvider::serviceType))
                    .hasSameElementsAs(types.isEmpty() ? List.of() : List.of(types.split(" ", -1)));
        }
    }

    @Test
    void asksTheDnsNoMoreOnceItIsClosed() throws IOException {
        try (TestDnsServer server = new TestDnsServer("shop MX 10 mx")) {
            EmbeddedBackend backend = backend(server, EmbeddedBackend.DnsUse.ALWAYS);
            backend.close();
            backend.close();

            BackendAnswer answer = backend.check(query("bob@shop.example.com", NEEDS_DNS, true));

            assertThat(answer.unavailableReason()).isEmpty();
            assertThat(answer.mailServers()).isEmpty();
            assertThat(answer.traits()).isEmpty();
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void givesEachBackendOfABuilderALookupOfItsOwn() throws IOException {
        try (TestDnsServer server = new TestDnsServer("shop MX 10 mx")) {
            EmbeddedBackend.Builder builder = EmbeddedBackend.builder().dnsServers(List.of(server.address()));
            builder.build().close();
            try (EmbeddedBackend second = builder.build()) {
                assertThat(second.check(query("bob@shop.example.com", NEEDS_DNS, true))
                                .mailServers())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void refreshesFromListsAndSaysWhatBecameOfThem() throws IOException {
        try (ListServer server = new ListServer().sends(ListServer.text("new-burner.example\n"));
                EmbeddedBackend backend = EmbeddedBackend.builder()
                        .refreshFrom(List.of(server.url()))
                        .build()) {
            List<RefreshResult> results = backend.refreshNow();

            assertThat(results).hasSize(1);
            assertThat(results.get(0).domains()).isEqualTo(1);
            // The refresh in the background may come after this one and find the list unchanged.
            assertThat(backend.lastRefresh()).hasSize(1);
            assertThat(backend.lastRefresh().get(0).domains()).isEqualTo(1);
            assertThat(backend.check(query("bob@x.new-burner.example", Set.of(), true))
                            .traits())
                    .containsExactly(EmailTrait.DISPOSABLE);
        }
    }

    @Test
    void refreshesNoMoreOnceItIsClosed() throws IOException {
        try (ListServer server = new ListServer().sends(ListServer.text("new-burner.example\n"))) {
            EmbeddedBackend backend =
                    EmbeddedBackend.builder().refreshFrom(List.of(server.url())).build();
            backend.close();

            assertThat(backend.refreshNow().get(0).problem()).contains(RefreshResult.Problem.INTERRUPTED);
        }
    }

    @Test
    void refreshesNothingWhereNoListIsNamed() {
        try (EmbeddedBackend backend = EmbeddedBackend.create()) {
            assertThat(backend.refreshNow()).isEmpty();
            assertThat(backend.lastRefresh()).isEmpty();
        }
    }

    @Test
    void refusesSettingsThatCannotWork() {
        EmbeddedBackend.Builder builder = EmbeddedBackend.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.dnsServers(List.of("127.0.0.1:0")))
                .withMessageStartingWith("'dnsServers' must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.dnsTimeout(Duration.ZERO))
                .withMessageStartingWith("'dnsTimeout' must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.dnsCacheSize(-1))
                .withMessageStartingWith("'dnsCacheSize' must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.refreshFrom(List.of(URI.create("http://lists.example.com/a"))))
                .withMessageStartingWith("'urls' must be https");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.refreshFrom(List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "mailinator.com,       DISPOSABLE, mailinator.com",
        "x.y.mailinator.com,   DISPOSABLE, mailinator.com",
        "x.new-burner.example, DISPOSABLE, new-burner.example",
        "x.gmail.com,          PUBLIC,     gmail.com",
        "alice.mozmail.com,    RELAY,      mozmail.com",
        "nus.edu.sg,,",
        "corp-domain.de,,",
    })
    void saysWhichListHoldsADomain(String domain, @Nullable EmailTrait trait, @Nullable String entry) {
        try (EmbeddedBackend backend = EmbeddedBackend.create()) {
            backend.refresh(Set.of("new-burner.example"));

            Optional<BackendAnswer> answer = backend.listed(domain);

            assertThat(answer.map(BackendAnswer::traits))
                    .isEqualTo(Optional.ofNullable(trait).map(Set::of));
            assertThat(answer.flatMap(BackendAnswer::matchedEntry)).isEqualTo(Optional.ofNullable(entry));
        }
    }

    @Test
    void screensNothingWhereTheDnsIsAlwaysAsked() throws IOException {
        try (TestDnsServer server = new TestDnsServer();
                EmbeddedBackend always = backend(server, EmbeddedBackend.DnsUse.ALWAYS);
                EmbeddedBackend never = backend(server, EmbeddedBackend.DnsUse.NEVER)) {
            assertThat(always.screen(Set.of(EmailTrait.DISPOSABLE)).traitsOf("bob@corp-domain.de"))
                    .isNull();
            assertThat(never.screen(NEEDS_DNS).traitsOf("bob@corp-domain.de")).isEmpty();
        }
    }

    private static EmbeddedBackend backend(TestDnsServer server, EmbeddedBackend.DnsUse dns) {
        return EmbeddedBackend.builder()
                .dns(dns)
                .dnsServers(List.of(server.address()))
                .build();
    }

    private static BackendQuery query(String address, Set<EmailTrait> wanted, boolean mayBlock) {
        return BackendQuery.of(EmailAddress.parse(address).orElseThrow(), Deadline.after(Duration.ofSeconds(10)))
                .wanted(wanted)
                .mayBlock(mayBlock)
                .build();
    }
}
