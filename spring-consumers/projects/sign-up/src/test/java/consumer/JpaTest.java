/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;

/** Entities are checked by the context that saves them, on each database that is there. */
class JpaTest {

    private static final Postgres POSTGRES = Postgres.startIfInstalled();

    static Stream<List<String>> databases() {
        return POSTGRES == null
                ? Stream.of(List.of())
                : Stream.of(List.of(), POSTGRES.properties());
    }

    @AfterAll
    static void stop() {
        if (POSTGRES != null) {
            POSTGRES.close();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void asksTheCheckerOfItsOwnContextBesideAnotherAndAfterItsEnd(List<String> database) {
        try (Running a = start(database, "--notdisposable.block=a.example")) {
            try (Running b = start(List.of(), "--notdisposable.block=b.example")) {
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
    @MethodSource("databases")
    void asksTheCheckerOfItsContextAlsoAfterAFlushBeforeTheStart(List<String> database) {
        try (Running early = start(
                new Class<?>[] {Application.class, Early.class}, database, "--notdisposable.block=early.example")) {
            isRefused(early, "x@early.example");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void usesTheApplicationsMessages(List<String> database) {
        try (Running running = start(database, "--spring.web.locale=en", "--spring.web.locale-resolver=fixed")) {
            assertThatExceptionOfType(ConstraintViolationException.class)
                    .isThrownBy(() -> running.bean(Guests.class).save("x@mailinator.com"))
                    .withMessageContaining("you read");
        }
    }

    private static Running start(List<String> database, String... arguments) {
        return start(new Class<?>[] {Application.class}, database, arguments);
    }

    private static Running start(Class<?>[] sources, List<String> database, String... arguments) {
        return Running.with(
                sources,
                Stream.concat(database.stream(), Stream.of(arguments)).toArray(String[]::new));
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
}
