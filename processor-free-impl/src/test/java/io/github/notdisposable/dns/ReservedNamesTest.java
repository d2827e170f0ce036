/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.local",
                "localhost.localdomain",
                "exchange.corp.internal",
                "mailhost",
                "localhost",
                "mail.localhost",
                "mx.invalid",
                "abcdef.onion",
                "mx.alt",
                "mx.test",
                "mx.example",
                "mail.example.com",
                "a.mail.example.net",
                "example.org",
                "server.lan",
                "exchange.intranet",
                "exchange.private",
                "nas.home",
                "ex01.corp",
                "mx.mail",
                "router.home.arpa",
                "mail.default.service.arpa",
                "mx.resolver.arpa",
                "mx.ipv4only.arpa"
            })
    void mailFromTheInternetReachesNoExchangerUnderAReservedName(String exchanger) {
        assertThat(ReservedNames.isReachable(exchanger, "shop.com")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mx.shop.com",
                "local.shop.com",
                "mail.local.net",
                "mxlocal.com",
                "example.com.br",
                "myexample.com",
                "corp.com",
                "home.pl",
                "lan.it",
                "mail.ru",
                "test.de",
                "a.iris.arpa"
            })
    void aNameThatOnlyResemblesAReservedOneIsReachable(String exchanger) {
        assertThat(ReservedNames.isReachable(exchanger, "shop.com")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "mail.corp.internal, corp.internal, true",
        "mail.internal, internal, true",
        "mail.corp.internal, xinternal, false",
        "mail.corp.internal, corp.local, false",
        "mx.example.com, shop.example.com, true",
        "mx.example.com, shop.example.net, false",
        "mx.localhost, shop.localhost, false",
        "mailhost, shop.internal, false",
    })
    void aPrivateExchangerCountsForADomainOfTheSamePrivateNetwork(String exchanger, String domain, boolean reachable) {
        assertThat(ReservedNames.isReachable(exchanger, domain)).isEqualTo(reachable);
    }

    @Test
    void onlyNamesThatNoNetworkMayUseStayInTheProcess() {
        assertThat(new String[] {"localhost", "a.localhost", "a.invalid", "a.onion", "a.alt"})
                .allMatch(ReservedNames::isNeverLookedUp);
        assertThat(new String[] {"corp.internal", "nas.lan", "a.local", "a.test", "localhost.com", "alt.de"})
                .noneMatch(ReservedNames::isNeverLookedUp);
    }
}
