/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static io.github.notdisposable.providertests.Validators.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bundled data says with nothing configured. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundledDataTest {

    private final EmailChecker checker = EmailChecker.builder().build();
    private final ValidatorFactory factory =
            Validators.configuredWith(CheckerEngine.of(checker)).buildValidatorFactory();
    private final Validator validator = factory.getValidator();

    @AfterAll
    void close() {
        factory.close();
        checker.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailinator.com",
                "MAILINATOR.COM",
                "x.mailinator.com",
                "sub.sub.mailinator.com",
                "mailinator.com.",
                "mailinator\u3002com",
                "mail\u200Binator.com",
                "\uFF4D\uFF41\uFF49\uFF4C\uFF49\uFF4E\uFF41\uFF54\uFF4F\uFF52.com",
                "guerrillamail.com",
                "10minutemail.com",
                "yopmail.com",
                "temp-mail.org"
            })
    void refusesDisposableServices(String domain) {
        assertThat(messages(validator.validateValue(SignUp.class, "email", "bob@" + domain)))
                .containsExactly("Please use a permanent email address. Disposable addresses are not allowed.");
        assertThat(validator.validateValue(SignUp.class, "domain", domain)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // public providers, and domains that hold a listed name or are held by one
                "gmail.com",
                "googlemail.com",
                "mail.com",
                "outlook.com",
                "yahoo.com",
                "yahoo.com.ar",
                "sohu.com",
                "189.cn",
                "yandex.net",
                "freemail.hu",
                // vanity domains of a large provider
                "consultant.com",
                "dr.com",
                "engineer.com",
                // universities and governments
                "nus.edu.sg",
                "ox.ac.uk",
                "mit.edu",
                "dallas.gov",
                "army.mil",
                // relays
                "privaterelay.appleid.com",
                "private.icloud.com",
                "icloud.com",
                "duck.com",
                "mozmail.com",
                "simplelogin.com",
                "addy.io",
                "anonaddy.com",
                "passmail.net",
                // nobody knows them
                "mailinatorish.example",
                "mailinator.com.company.example",
                "company.example"
            })
    void letsEverybodyElseIn(String domain) {
        assertThat(validator.validateValue(SignUp.class, "email", "bob@" + domain))
                .isEmpty();
        assertThat(validator.validateValue(SignUp.class, "domain", domain)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"privaterelay.appleid.com", "duck.com", "mozmail.com", "simplelogin.com", "passmail.net"})
    void tellsARelayFromAThrowAway(String domain) {
        assertThat(messages(validator.validateValue(SignUp.class, "noRelay", "bob@" + domain)))
                .containsExactly("Please use your main email address. Forwarding addresses are not allowed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmail.com", "yahoo.com.ar", "consultant.com"})
    void tellsAPublicProvider(String domain) {
        assertThat(messages(validator.validateValue(SignUp.class, "noPublic", "bob@" + domain)))
                .containsExactly("Please use your company email address.");
    }

    record SignUp(
            @NotDisposable String email,
            @NotDisposable(bareDomain = true) String domain,
            @NotDisposable(block = Block.RELAY) String noRelay,

            @NotDisposable(policy = EmailPolicy.DISPOSABLE_ONLY, block = Block.PUBLIC)
            String noPublic) {}
}
