/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.CheckedEmails;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.EclipseLinkJpaVendorAdapter;

/** Entities are checked by the context that saves them, with each provider and on each database that is there. */
class JpaTest {

    private static final Postgres POSTGRES = Postgres.startIfInstalled();

    /** How entities are saved. */
    record Setup(String name, List<String> properties, Class<?>... sources) {

        @Override
        public String toString() {
            return name;
        }

        /** The tables of a database go with the context that made them. */
        Setup besides() {
            return new Setup(name, List.of(), sources);
        }

        Running start(String... arguments) {
            return start(new Class<?>[0], arguments);
        }

        Running start(Class<?>[] further, String... arguments) {
            return Running.with(
                    Stream.of(new Class<?>[] {Application.class}, sources, further)
                            .flatMap(Stream::of)
                            .toArray(Class<?>[]::new),
                    Stream.concat(properties.stream(), Stream.of(arguments)).toArray(String[]::new));
        }
    }

    static Stream<Setup> setups() {
        Setup hibernate = new Setup("Hibernate ORM", List.of());
        Setup eclipseLink = new Setup("EclipseLink", List.of(), EclipseLink.class);
        return POSTGRES == null
                ? Stream.of(hibernate, eclipseLink)
                : Stream.of(hibernate, eclipseLink, new Setup("Hibernate ORM, PostgreSQL", POSTGRES.properties()));
    }

    @AfterAll
    static void stop() {
        if (POSTGRES != null) {
            POSTGRES.close();
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void asksTheCheckerOfItsOwnContextBesideAnotherAndAfterItsEnd(Setup setup) {
        try (Running a = setup.start("--notdisposable.block=a.example")) {
            try (Running b = setup.besides().start("--notdisposable.block=b.example")) {
                isRefused(a, "x@a.example");
                isSaved(a, "x@b.example");
                isRefused(b, "x@b.example");
                isSaved(b, "x@a.example");
            }
            isRefused(a, "x@a.example");
            isSaved(a, "x@b.example");
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void asksTheCheckerOfItsContextAlsoAfterAFlushBeforeTheStart(Setup setup) {
        try (Running early = setup.start(new Class<?>[] {Early.class}, "--notdisposable.block=early.example")) {
            isRefused(early, "x@early.example");
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void usesTheApplicationsMessages(Setup setup) {
        try (Running running = setup.start("--spring.web.locale=en", "--spring.web.locale-resolver=fixed")) {
            assertThatExceptionOfType(ConstraintViolationException.class)
                    .isThrownBy(() -> running.bean(Guests.class).save("x@mailinator.com"))
                    .satisfies(refused -> assertThat(refused.getConstraintViolations())
                            .extracting(ConstraintViolation::getMessage)
                            .containsExactly("Please use the address you read."));
        }
    }

    /** A team's filter opens the scope of a request; here the test does. */
    @Test
    void usesTheVerdictOfTheRequestAgainAndAsksNobodyOutsideOne() {
        Asked asked = new Asked();
        try (Running running = Running.with(
                new Class<?>[] {Application.class},
                context -> context.registerBean(Asked.class, () -> asked),
                "--notdisposable.backends=asked",
                "--notdisposable.ask-outside-request=false")) {
            try (CheckedEmails request = CheckedEmails.open()) {
                running.bean(Validator.class).validate(new Guest("x@company.example"));
                isSaved(running, "x@company.example");
                assertThat(request.decisions()).hasSize(1);
            }
            assertThat(asked.mayBlock).containsExactly(true);

            isSaved(running, "y@company.example");
            assertThat(asked.mayBlock).containsExactly(true, false);
        }
    }

    private static void isRefused(Running running, String email) {
        assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> running.bean(Guests.class).save(email));
    }

    private static void isSaved(Running running, String email) {
        assertThatNoException().isThrownBy(() -> running.bean(Guests.class).save(email));
    }

    static class Early {

        @Bean
        static InitializingBean savesBeforeTheStart(Guests guests) {
            return () -> guests.save("first@gmail.com");
        }
    }

    private static final class Asked implements EmailBackend {

        private final List<Boolean> mayBlock = new ArrayList<>();

        @Override
        public String name() {
            return "asked";
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            mayBlock.add(query.mayBlock());
            return BackendAnswer.about(BackendAnswer.Scope.ADDRESS).build();
        }
    }

    /** Spring Boot leaves persistence to the application that has a factory of its own. */
    static class EclipseLink {

        @Bean
        static LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource database) {
            EclipseLinkJpaVendorAdapter vendor = new EclipseLinkJpaVendorAdapter();
            vendor.setGenerateDdl(true);
            LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
            factory.setDataSource(database);
            factory.setJpaVendorAdapter(vendor);
            factory.setPackagesToScan("consumer");
            factory.getJpaPropertyMap().put("eclipselink.weaving", "false");
            // Two contexts would share a session, and all that belongs to it.
            factory.getJpaPropertyMap().put("eclipselink.session-name", UUID.randomUUID().toString());
            return factory;
        }
    }
}
