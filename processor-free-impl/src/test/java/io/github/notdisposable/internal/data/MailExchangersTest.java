/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailExchangersTest {

    private static final MailExchangers EXCHANGERS = BundledData.get().mailExchangers();

    @ParameterizedTest
    @CsvSource({
        "aspmx.l.google.com, Google, mailbox, professional",
        "alt1.gmail-smtp-in.l.google.com, Google, mailbox, professional",
        "smtp.google.com, Google, mailbox, professional",
        "example-com.mail.protection.outlook.com, Microsoft, mailbox, professional",
        "mx.zoho.com, Zoho, mailbox, professional",
        "mx1.privateemail.com, Namecheap, hosting, standard",
        "eforward1.registrar-servers.com, Namecheap, hosting, standard",
        "smtp.secureserver.net, GoDaddy, hosting, standard",
        "mx00.ionos.de, IONOS, hosting, standard",
        "mx1.mail.ovh.net, OVHcloud, hosting, standard",
        "mx.yandex.net, Yandex, mailbox, standard",
        "in1-smtp.messagingengine.com, Fastmail, mailbox, professional",
        "mail.protonmail.ch, Proton, mailbox, professional",
        "inbound-smtp.us-east-1.amazonaws.com, Amazon WorkMail and SES, hosting, professional",
        "route1.mx.cloudflare.net, Cloudflare Email Routing, relay, standard",
        "mx1.improvmx.com, ImprovMX, relay, standard",
        "mxa.mailgun.org, Mailgun, relay, professional",
        "mx.sendgrid.net, SendGrid, relay, professional",
        "mx1.simplelogin.co, SimpleLogin, relay, standard",
        "mail.anonaddy.me, addy.io, relay, standard",
        "us2.mx1.mailhostbox.com, PublicDomainRegistry, hosting, standard",
    })
    void knowsWhoseInfrastructureEverybodyShares(String hostname, String provider, String type, String grade) {
        MailExchangers.Operator operator = EXCHANGERS.classify(hostname);

        assertThat(operator)
                .isEqualTo(new MailExchangers.Operator(
                        provider, MailExchangers.Type.valueOf(type.toUpperCase(Locale.ROOT)), grade));
        assertThat(operator)
                .isNotNull()
                .extracting(MailExchangers.Operator::isDisposable)
                .isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.mailinator.com",
                "mail2.mailinator.com",
                "mail.guerrillamail.com",
                "smtp.yopmail.com",
                "prd-smtp.10minutemail.com",
                "mx.temp-mail.io",
                "in.mail.tm",
                "mx.1secmail.com",
                "emailfake.com",
                "generator.email",
                "mailnesia.com",
                "mx.moakt.com",
                "mx.discard.email",
                "loti3.papierkorb.me"
            })
    void knowsTheExchangersOfThrowAwayServices(String hostname) {
        assertThat(EXCHANGERS.classify(hostname))
                .isNotNull()
                .extracting(MailExchangers.Operator::isDisposable)
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.com",
                "notmailinator.com",
                "xgoogle.com",
                "com",
                "",
                "localhost",
                "mailinator.com.example"
            })
    void saysNothingOfOthers(String hostname) {
        assertThat(EXCHANGERS.classify(hostname)).isNull();
    }

    @Test
    void noExchangerOfThrowAwayMailIsBelowARealDomain() {
        DomainTable domains = BundledData.get().domains();
        int real = DomainTable.PUBLIC | DomainTable.RELAY | DomainTable.PROTECTED;

        assertThat(EXCHANGERS.endings(MailExchangers.Type.DISPOSABLE))
                .isNotEmpty()
                .allSatisfy(ending -> assertThat(DomainTable.flags(domains.find(ending, 0, ending.length())) & real)
                        .isZero());
        assertThat(EXCHANGERS.size()).isGreaterThan(300);
    }
}
