/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Of the facts that do not add up, that of the first backend that reports it stands. */
class FirstFactStandsTest {

    private static final List<MailServer> SERVERS = List.of(new MailServer("mx.one.example", 10));
    private static final List<MailServer> OTHER_SERVERS = List.of(new MailServer("mx.two.example", 5));
    private static final List<MailProvider> PROVIDERS = List.of(new MailProvider("one", "mailbox", "standard"));
    private static final List<MailProvider> OTHER_PROVIDERS = List.of(new MailProvider("two", "relay", null));

    @Test
    void keepsWhatTheFirstBackendReports() {
        EmailVerdict verdict = verdict(
                answer -> answer.mailServers(SERVERS)
                        .mailProviders(PROVIDERS)
                        .subdomain(false)
                        .root("mail.corp.example")
                        .provider("One")
                        .suggestion("one.example")
                        .detail("one"),
                answer -> answer.mailServers(OTHER_SERVERS)
                        .mailProviders(OTHER_PROVIDERS)
                        .subdomain(true)
                        .root("corp.example")
                        .provider("Two")
                        .suggestion("two.example")
                        .detail("two"));

        assertThat(verdict.mailServers()).isEqualTo(SERVERS);
        assertThat(verdict.mailProviders()).isEqualTo(PROVIDERS);
        assertThat(verdict.subdomain()).isFalse();
        assertThat(verdict.root()).isEqualTo("mail.corp.example");
        assertThat(verdict.provider()).isEqualTo("One");
        assertThat(verdict.suggestion()).isEqualTo("one.example");
        assertThat(verdict.detail()).isEqualTo("one");
    }

    @Test
    void takesFromTheSecondBackendWhatTheFirstLeavesOut() {
        EmailVerdict verdict = verdict(
                answer -> answer,
                answer -> answer.mailServers(OTHER_SERVERS)
                        .mailProviders(OTHER_PROVIDERS)
                        .subdomain(false));

        assertThat(verdict.mailServers()).isEqualTo(OTHER_SERVERS);
        assertThat(verdict.mailProviders()).isEqualTo(OTHER_PROVIDERS);
        assertThat(verdict.subdomain()).isFalse();
    }

    @Test
    void findsOutByThePublicSuffixListWhatNobodyReports() {
        EmailVerdict verdict = verdict(answer -> answer, answer -> answer);

        assertThat(verdict.subdomain()).isTrue();
        assertThat(verdict.root()).isEqualTo("corp.example");
        assertThat(verdict.mailServers()).isEmpty();
        assertThat(verdict.mailProviders()).isEmpty();
    }

    private static EmailVerdict verdict(
            UnaryOperator<BackendAnswer.Builder> one, UnaryOperator<BackendAnswer.Builder> two) {
        try (EmailChecker checker = EmailChecker.builder()
                .backend(backend("one", one))
                .backend(backend("two", two))
                .build()) {
            return checker.check("bob@mail.corp.example").orElseThrow();
        }
    }

    private static EmailBackend backend(String name, UnaryOperator<BackendAnswer.Builder> filled) {
        return new EmailBackend() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public BackendAnswer check(BackendQuery query) {
                return filled.apply(BackendAnswer.about(Scope.DOMAIN)).build();
            }
        };
    }
}
