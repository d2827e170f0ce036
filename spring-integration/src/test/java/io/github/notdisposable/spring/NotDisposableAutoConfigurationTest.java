/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.abuse.AbuseEvent;
import io.github.notdisposable.abuse.AbuseListener;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.CheckEvent;
import io.github.notdisposable.checker.CheckListener;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.RefusalReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.spi.NotDisposableEngines.Registration;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

@ExtendWith(OutputCaptureExtension.class)
class NotDisposableAutoConfigurationTest {

    private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    Boot.validationAutoConfiguration(),
                    NotDisposableAutoConfiguration.class,
                    NotDisposableValidationAutoConfiguration.class));

    @Test
    void refusesDisposableAddressesOutOfTheBox() {
        contextRunner.run(context -> {
            assertThat(refusal(context, "bob@mailinator.com")).isEqualTo(RefusalReason.DISPOSABLE);
            assertThat(refusal(context, "bob@gmail.com")).isNull();
        });
    }

    @Test
    void startsInAnApplicationThatOnlyAddsTheDependency() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run("--spring.main.banner-mode=off")) {
            assertThat(refusal(context, "bob@mailinator.com")).isEqualTo(RefusalReason.DISPOSABLE);
        }
    }

    @Test
    void letsEverythingInWhereItIsSwitchedOff() {
        contextRunner
                .withPropertyValues(
                        "notdisposable.enabled=false",
                        "notdisposable.backends=stopreg",
                        "notdisposable.abuse.enabled=true")
                .run(context -> {
                    assertThat(context)
                            .hasNotFailed()
                            .doesNotHaveBean(EmailChecker.class)
                            .doesNotHaveBean(AbuseShield.class)
                            .doesNotHaveBean(Settings.class);
                    assertThat(refusal(context, "bob@mailinator.com")).isNull();
                    assertThat(refusal(standalone(), "bob@mailinator.com")).isNull();
                });
        contextRunner
                .withPropertyValues("notdisposable.enabled=maybe")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("notdisposable.enabled"));
    }

    @Test
    void leavesTheCheckerToTheApplicationThatHasOne() {
        contextRunner
                .withBean(
                        "own",
                        EmailChecker.class,
                        () -> EmailChecker.builder()
                                .block(List.of("example.org"))
                                .build())
                .run(context -> {
                    assertThat(context).hasSingleBean(EmailChecker.class).hasBean("own");
                    assertThat(refusal(context, "bob@example.org")).isEqualTo(RefusalReason.BLOCKLISTED);
                });
    }

    @Test
    void asksTheBackEndsOfTheApplicationThatTheSettingsName() {
        contextRunner
                .withBean(EmailBackend.class, () -> new StubBackend("mine", "example.org"))
                .withPropertyValues("notdisposable.backends=mine, embedded")
                .run(context -> {
                    assertThat(refusal(context, "bob@example.org")).isEqualTo(RefusalReason.DISPOSABLE);
                    assertThat(refusal(context, "bob@mailinator.com")).isEqualTo(RefusalReason.DISPOSABLE);
                });
    }

    @Test
    void doesNotAskABackEndThatTheSettingsDoNotName(CapturedOutput output) {
        contextRunner
                .withBean(EmailBackend.class, () -> new StubBackend("mine", "example.org"))
                .run(context -> assertThat(refusal(context, "bob@example.org")).isNull());
        assertThat(output).contains("The backend mine is a bean, but notdisposable.backends does not name it");
    }

    @Test
    void followsTheProperties() {
        contextRunner
                .withPropertyValues(
                        "notdisposable.block[0]=.example.org",
                        "notdisposable.allow=mailinator.com",
                        "notdisposable.embedded.dns=never")
                .run(context -> {
                    assertThat(refusal(context, "bob@a.example.org")).isEqualTo(RefusalReason.BLOCKLISTED);
                    assertThat(refusal(context, "bob@mailinator.com")).isNull();
                });
    }

    @Test
    void asksOnBehalfOfTheCurrentClient() {
        List<Optional<ClientIp>> asked = new ArrayList<>();
        ClientIp client = ClientIp.parse("192.0.2.1").orElseThrow();
        contextRunner
                .withPropertyValues("notdisposable.backends=mine")
                .withBean(EmailBackend.class, () -> new StubBackend("mine", "example.org") {
                    @Override
                    public BackendAnswer check(BackendQuery query) {
                        asked.add(query.client());
                        return super.check(query);
                    }
                })
                .run(context -> {
                    try (ClientIpHolder.Scope scope = ClientIpHolder.open(client)) {
                        assertThat(scope).isNotNull();
                        refusal(context, "bob@example.org");
                    }
                });
        assertThat(asked).containsExactly(Optional.of(client));
    }

    @Test
    void tellsTheListenersOfTheApplication() {
        List<CheckEvent> events = new ArrayList<>();
        contextRunner.withBean(CheckListener.class, () -> events::add).run(context -> {
            refusal(context, "bob@mailinator.com");
            assertThat(events)
                    .singleElement()
                    .satisfies(event -> assertThat(event.toString()).doesNotContain("mailinator"));
        });
    }

    @Test
    void bansAClientThatKeepsTryingAndLetsItInAgain() {
        List<AbuseEvent> told = new ArrayList<>();
        ClientIp client = ClientIp.parse("192.0.2.1").orElseThrow();
        contextRunner
                .withPropertyValues("notdisposable.abuse.enabled=true", "notdisposable.abuse.limit=2")
                .withBean(AbuseListener.class, () -> told::add)
                .run(context -> {
                    AbuseShield shield = context.getBean(AbuseShield.class);
                    try (ClientIpHolder.Scope scope = ClientIpHolder.open(client)) {
                        assertThat(scope).isNotNull();
                        for (String name : List.of("a", "b", "c")) {
                            refusal(context, name + "@mailinator.com");
                        }
                        assertThat(refusal(context, "bob@gmail.com")).isEqualTo(RefusalReason.BANNED);
                        assertThat(shield.bans()).hasSize(1);
                        shield.lift(shield.bans().get(0).subject());
                        assertThat(refusal(context, "bob@gmail.com")).isNull();
                    }
                });
        assertThat(told).isNotEmpty();
    }

    @Test
    void tellsEachOfSeveralListenersOfBans() {
        List<AbuseEvent> toldFirst = new ArrayList<>();
        List<AbuseEvent> toldSecond = new ArrayList<>();
        contextRunner
                .withPropertyValues("notdisposable.abuse.enabled=true")
                .withBean("first", AbuseListener.class, () -> toldFirst::add)
                .withBean("second", AbuseListener.class, () -> toldSecond::add)
                .run(context -> context.getBean(AbuseShield.class)
                        .ban(AbuseSubject.domain("example.org"), Duration.ofHours(1), "Later."));
        assertThat(toldFirst).hasSize(1);
        assertThat(toldSecond).hasSize(1);
    }

    @Test
    void keepsTheLineInTheLogWhereTheApplicationListens() {
        List<String> lines = new ArrayList<>();
        Handler handler = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord logged) {
                lines.add(logged.getMessage());
            }
        };
        Logger log = Logger.getLogger(AbuseShield.class.getName());
        log.addHandler(handler);
        contextRunner
                .withBean(AbuseListener.class, () -> event -> {})
                .withPropertyValues("notdisposable.abuse.enabled=true")
                .run(context -> context.getBean(AbuseShield.class)
                        .ban(AbuseSubject.domain("example.org"), Duration.ofHours(1), "No."));
        log.removeHandler(handler);
        assertThat(lines).singleElement().asString().startsWith("A domain is banned until");
    }

    @Test
    void hasNoShieldUnlessItIsSwitchedOn() {
        contextRunner.run(context -> assertThat(context).doesNotHaveBean(AbuseShield.class));
        contextRunner
                .withPropertyValues("notdisposable.abuse.enabled=true")
                .withBean(EmailChecker.class, () -> EmailChecker.builder().build())
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AbuseShield.class));
    }

    @Test
    void hasNoShieldWhereTheSwitchIsLeftEmpty() {
        contextRunner
                .withPropertyValues("notdisposable.abuse.enabled=")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AbuseShield.class));
    }

    @Test
    void hasTheShieldThatTheLibrarysOwnFileSwitchesOn(@TempDir Path classes) throws IOException {
        Path file = classes.resolve("META-INF/notdisposable.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "notdisposable.abuse.enabled=true");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            contextRunner
                    .withClassLoader(loader)
                    .run(context -> assertThat(context).hasSingleBean(AbuseShield.class));
        }
    }

    @Test
    void callsCustomizersInOrder() {
        contextRunner.withUserConfiguration(TwoCustomizers.class).run(context -> {
            assertThat(context.getBean(TwoCustomizers.class).called).containsExactly("first", "second");
            assertThat(refusal(context, "bob@example.org")).isEqualTo(RefusalReason.BLOCKLISTED);
        });
    }

    @Test
    void bindsTheValidatorsOfAValidatorFactoryOfTheApplication() {
        contextRunner
                .withBean(LocalValidatorFactoryBean.class, LocalValidatorFactoryBean::new)
                .withBean(EmailCheckerCustomizer.class, () -> blocking("example.org"))
                .run(context -> assertThat(refusal(context, "bob@example.org")).isEqualTo(RefusalReason.BLOCKLISTED));
    }

    @Test
    void bindsTheValidatorsOfMethodParameters() {
        contextRunner
                .withBean(EmailCheckerCustomizer.class, () -> blocking("example.org"))
                .withBean(Registry.class)
                .run(context -> {
                    Registry registry = context.getBean(Registry.class);
                    assertThat(registry.register("bob@gmail.com")).isTrue();
                    assertThatExceptionOfType(ConstraintViolationException.class)
                            .isThrownBy(() -> registry.register("bob@example.org"));
                });
    }

    @Test
    void keepsTwoContextsInOneProcessApart() {
        contextRunner
                .withBean(EmailCheckerCustomizer.class, () -> blocking("example.org"))
                .run(first -> contextRunner
                        .withBean(EmailCheckerCustomizer.class, () -> blocking("example.com"))
                        .run(second -> {
                            assertThat(refusal(first, "bob@example.org")).isEqualTo(RefusalReason.BLOCKLISTED);
                            assertThat(refusal(first, "bob@example.com")).isNull();
                            assertThat(refusal(second, "bob@example.com")).isEqualTo(RefusalReason.BLOCKLISTED);
                            assertThat(refusal(second, "bob@example.org")).isNull();
                        }));
    }

    @Test
    void servesValidatorsThatSpringDoesNotCreateUntilTheContextIsClosed() {
        try (EmailChecker before = EmailChecker.builder().build();
                Registration registered = CheckerEngine.of(before).register()) {
            assertThat(registered).isNotNull();
            contextRunner
                    .withBean(EmailCheckerCustomizer.class, () -> blocking("example.org"))
                    .run(context ->
                            assertThat(refusal(standalone(), "bob@example.org")).isEqualTo(RefusalReason.BLOCKLISTED));
            assertThat(refusal(standalone(), "bob@example.org")).isNull();
        }
    }

    @Test
    void closesTheBackEndsWithTheContext() {
        StubBackend backend = new StubBackend("mine", "example.org");
        contextRunner
                .withBean(EmailCheckerCustomizer.class, () -> builder -> builder.backend(backend))
                .run(context -> assertThat(backend.isClosed()).isFalse());
        assertThat(backend.isClosed()).isTrue();
    }

    @Test
    void worksWhereBeansAreMadeLazily() {
        contextRunner
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withBean(EmailCheckerCustomizer.class, () -> blocking("example.org"))
                .run(context -> {
                    assertThat(refusal(standalone(), "bob@example.org")).isEqualTo(RefusalReason.BLOCKLISTED);
                    assertThat(refusal(context, "bob@example.org")).isEqualTo(RefusalReason.BLOCKLISTED);
                });
    }

    @Test
    void failsToStartWhereAListCannotBeRead() {
        contextRunner
                .withBean(EmailCheckerCustomizer.class, () -> blocking("not a domain"))
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(IllegalArgumentException.class));
    }

    private static EmailCheckerCustomizer blocking(String domain) {
        return builder -> builder.block(List.of(domain));
    }

    private static Validator standalone() {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator();
        }
    }

    private static RefusalReason refusal(ApplicationContext context, String email) {
        return refusal(context.getBean(Validator.class), email);
    }

    private static RefusalReason refusal(Validator validator, String email) {
        try (CheckedEmails checked = CheckedEmails.open()) {
            Set<ConstraintViolation<SignUp>> violations = validator.validate(new SignUp(email));
            RefusalReason reason =
                    checked.decisionOn(email).flatMap(EmailDecision::refusal).orElse(null);
            assertThat(violations).hasSize(reason == null ? 0 : 1);
            return reason;
        }
    }

    record SignUp(@NotDisposable String email) {}

    @Validated
    static class Registry {

        boolean register(@NotDisposable String email) {
            return email.indexOf('@') > 0;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    static class TwoCustomizers {

        private final List<String> called = new ArrayList<>();

        @Bean
        @Order(2)
        EmailCheckerCustomizer second() {
            return builder -> {
                called.add("second");
                builder.block(List.of("example.org"));
            };
        }

        @Bean
        @Order(1)
        EmailCheckerCustomizer first() {
            return builder -> called.add("first");
        }
    }
}
