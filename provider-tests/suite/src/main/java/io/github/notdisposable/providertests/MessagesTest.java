/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static io.github.notdisposable.providertests.Validators.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.EmailVerdict;
import io.github.notdisposable.checker.RefusalReason;
import jakarta.validation.Configuration;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    private static final String ENGLISH = "Please use your company email address.";
    private static final String GERMAN = "Bitte verwenden Sie die E-Mail-Adresse Ihres Unternehmens.";

    private final ClassLoader originalLoader = Thread.currentThread().getContextClassLoader();
    private final Locale originalLocale = Locale.getDefault();

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(originalLoader);
        Locale.setDefault(originalLocale);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    all      | bob@banned.example      | Too many attempts with disposable email addresses. Please try again later.
                    all      | bob@blocklisted.example | This email address is not allowed. Please use a different one.
                    all      | bob@throwaway.example   | Please use a permanent email address. Disposable addresses are not allowed.
                    all      | bob@nomail.example      | This email domain does not accept mail. Please check the address for typing errors.
                    all      | bob@relay.example       | Please use your main email address. Forwarding addresses are not allowed.
                    all      | bob@public.example      | Please use your company email address.
                    public   | bob@company.example     | Please use an email address from a public provider such as Gmail or Outlook.
                    all      | info@company.example    | Please use your personal email address. Shared mailboxes such as info or support are not allowed.
                    all      | bob+x@company.example   | Please enter your email address without an added part such as +news.
                    all      | bob@unresolved.example  | This email domain cannot be verified. Please check the address or use a different one.
                    all      | bob@suspicious.example  | This email address may be disposable. Please use a different one.
                    all      | bob@grey.example        | This email address looks unusual. Please use a different one.
                    all      | bob@down.example        | This email address cannot be checked at the moment. Please try again later.
                    """)
    void tellsTheReason(String property, String value, String message) {
        assertThat(messages(Validators.stub().validateValue(Reasons.class, property + "Email", value)))
                .containsExactly(message);
    }

    @Test
    void givesWayToTheMessageOfTheAnnotation() {
        Validator validator = Validators.stub();

        assertThat(messages(validator.validateValue(Own.class, "text", "bob@throwaway.example")))
                .containsExactly("Not here");
        assertThat(messages(validator.validateValue(Own.class, "attribute", "bob@throwaway.example")))
                .containsExactly("Refused by DISPOSABLE_ONLY");
        assertThat(messages(validator.validateValue(Own.class, "empty", "bob@throwaway.example")))
                .containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "de-AT"})
    void speaksTheDefaultLanguageOfTheJvm(String tag) {
        Locale.setDefault(Locale.forLanguageTag(tag));

        assertThat(refusalOfPublic(configuration())).isEqualTo(GERMAN);
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, Please use your company email address.",
        "de, Bitte verwenden Sie die E-Mail-Adresse Ihres Unternehmens.",
        "de-CH, Bitte verwenden Sie die E-Mail-Adresse Ihres Unternehmens.",
        "fr-CA, Veuillez utiliser votre adresse e-mail professionnelle.",
        "pt-BR, Use o endere\u00E7o de e-mail da sua empresa.",
        "ja, \u4F1A\u793E\u306E\u30E1\u30FC\u30EB\u30A2\u30C9\u30EC\u30B9\u3092\u5165\u529B\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
        "zh-CN, \u8BF7\u4F7F\u7528\u60A8\u7684\u4F01\u4E1A\u90AE\u7BB1\u5730\u5740\u3002",
        "zh-Hans-SG, \u8BF7\u4F7F\u7528\u60A8\u7684\u4F01\u4E1A\u90AE\u7BB1\u5730\u5740\u3002",
        "zh-TW, \u8ACB\u4F7F\u7528\u60A8\u7684\u516C\u53F8\u96FB\u5B50\u90F5\u4EF6\u5730\u5740\u3002",
        "fi, Please use your company email address."
    })
    void speaksTheLanguageOfTheRequest(String tag, String message) {
        Configuration<?> configuration = configuration();
        MessageInterpolator interpolator = configuration.getDefaultMessageInterpolator();
        configuration.messageInterpolator(new InLocale(interpolator, Locale.forLanguageTag(tag)));

        assertThat(refusalOfPublic(configuration)).isEqualTo(exceptOnBval(message, ENGLISH));
    }

    @Test
    void speaksEnglishToAReaderOfEnglishOnAGermanServer() {
        Locale.setDefault(Locale.GERMANY);
        Configuration<?> configuration = configuration();
        MessageInterpolator interpolator = configuration.getDefaultMessageInterpolator();
        configuration.messageInterpolator(new InLocale(interpolator, Locale.UK));

        assertThat(refusalOfPublic(configuration)).isEqualTo(exceptOnBval(ENGLISH, GERMAN));
    }

    /**
     * Apache BVal reads no bundle but the application's, so the text itself is the template there, in the default locale: an interpolator
     * cannot translate it. An application that speaks several languages on BVal puts the keys into its own {@code ValidationMessages}.
     */
    private static String exceptOnBval(String message, String onBval) {
        return Provider.current() == Provider.BVAL ? onBval : message;
    }

    @Test
    void letsTheApplicationsBundleSpeakInItsOwnLanguages(@TempDir Path folder) throws IOException {
        String key = RefusalReason.PUBLIC.messageKey();
        Files.writeString(folder.resolve("ValidationMessages.properties"), key + "=Work address ({policy})\n");
        Files.writeString(folder.resolve("ValidationMessages_de.properties"), key + "=Dienstadresse\n");
        try (URLClassLoader application =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, originalLoader)) {
            Thread.currentThread().setContextClassLoader(application);

            assertThat(refusalOfPublic(configuration())).isEqualTo("Work address (BUSINESS_ONLY)");

            Configuration<?> german = configuration();
            MessageInterpolator interpolator = german.getDefaultMessageInterpolator();
            german.messageInterpolator(new InLocale(interpolator, Locale.GERMAN));
            assertThat(refusalOfPublic(german)).isEqualTo("Dienstadresse");
        }
    }

    @Test
    void readsAsTextOnAThreadThatSeesNothingOfTheApplication() {
        try (ValidatorFactory factory = configuration().buildValidatorFactory()) {
            Validator validator = factory.getValidator();
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());

            assertThat(messages(validator.validate(new Business("bob@public.example"))))
                    .containsExactly(ENGLISH);
        }
    }

    @Test
    void keepsTheVerdictForTheCallerWhateverTheProvider() {
        try (CheckedEmails checked = CheckedEmails.open()) {
            assertThat(Validators.stub().validate(new Business("bob+x@company.example")))
                    .isNotEmpty();
            assertThat(Validators.stub().validate(new Business("Amy@grey.example")))
                    .isEmpty();

            assertThat(checked.decisionOn("bob+x@company.example"))
                    .flatMap(EmailDecision::refusal)
                    .contains(RefusalReason.ALIAS);
            assertThat(checked.verdictOn(" Amy@GREY.example "))
                    .map(EmailVerdict::category)
                    .contains(io.github.notdisposable.Category.GREY);
        }
    }

    @Test
    void carriesTheDecisionAsDynamicPayloadOnHibernateValidator() throws ReflectiveOperationException {
        assumeThat(Provider.current())
                .as("the specification knows no dynamic payload, and Apache BVal has none")
                .isEqualTo(Provider.HIBERNATE_VALIDATOR);
        ConstraintViolation<?> violation = Validators.stub().validate(new Business("bob@public.example")).stream()
                .findFirst()
                .orElseThrow();

        Class<?> own = Class.forName("org.hibernate.validator.engine.HibernateConstraintViolation");
        Object payload =
                own.getMethod("getDynamicPayload", Class.class).invoke(violation.unwrap(own), EmailDecision.class);

        assertThat(Optional.ofNullable((EmailDecision) payload))
                .flatMap(EmailDecision::refusal)
                .contains(RefusalReason.PUBLIC);
    }

    private static Configuration<?> configuration() {
        return Validators.configuredWith(Validators.stubEngine());
    }

    private static String refusalOfPublic(Configuration<?> configuration) {
        try (ValidatorFactory factory = configuration.buildValidatorFactory()) {
            List<String> messages = messages(factory.getValidator().validate(new Business("bob@public.example")));
            assertThat(messages).hasSize(1);
            return messages.get(0);
        }
    }

    /** What a web framework does with the language that a request asks for. */
    private record InLocale(MessageInterpolator interpolator, Locale locale) implements MessageInterpolator {

        @Override
        public String interpolate(String messageTemplate, Context context) {
            return interpolator.interpolate(messageTemplate, context, locale);
        }

        @Override
        public String interpolate(String messageTemplate, Context context, Locale other) {
            return interpolator.interpolate(messageTemplate, context, other);
        }
    }

    record Business(
            @NotDisposable(policy = EmailPolicy.BUSINESS_ONLY)
            String email) {}

    record Reasons(
            @NotDisposable(
                    policy = EmailPolicy.BUSINESS_ONLY,
                    block = {Block.GREY, Block.UNRESOLVED, Block.SUSPICIOUS},
                    whenUnavailable = WhenUnavailable.REJECT)
            String allEmail,

            @NotDisposable(policy = EmailPolicy.PUBLIC_ONLY) String publicEmail) {}

    record Own(
            @NotDisposable(message = "Not here") String text,
            @NotDisposable(message = "Refused by {policy}") String attribute,
            @NotDisposable(message = "") String empty) {}
}
