/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.spi.NotDisposableEngines;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContextsTest {

    private static final SignUp RED = new SignUp("bob@red.example");
    private static final SignUp BLUE = new SignUp("bob@blue.example");

    private final ClassLoader original = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(original);
    }

    @Test
    void twoContextsInOneJvmDoNotSeeEachOther() throws Exception {
        try (EmailChecker redChecker = blocking("red.example");
                EmailChecker blueChecker = blocking("blue.example");
                ValidatorFactory redContext =
                        Validators.configuredWith(CheckerEngine.of(redChecker)).buildValidatorFactory();
                ValidatorFactory blueContext =
                        Validators.configuredWith(CheckerEngine.of(blueChecker)).buildValidatorFactory()) {
            Validator red = redContext.getValidator();
            Validator blue = blueContext.getValidator();
            Callable<List<Integer>> inTurns =
                    () -> Stream.of(red.validate(RED), red.validate(BLUE), blue.validate(RED), blue.validate(BLUE))
                            .map(java.util.Set::size)
                            .toList();

            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                for (Future<List<Integer>> answer : threads.invokeAll(java.util.Collections.nCopies(200, inTurns))) {
                    assertThat(answer.get()).containsExactly(1, 0, 0, 1);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void aBoundValidatorDoesNotAskTheRegistry() {
        try (EmailChecker red = blocking("red.example");
                EmailChecker blue = blocking("blue.example");
                NotDisposableEngines.Registration registered =
                        CheckerEngine.of(red).register();
                ValidatorFactory bound =
                        Validators.configuredWith(CheckerEngine.of(blue)).buildValidatorFactory();
                ValidatorFactory unbound = Validation.buildDefaultValidatorFactory()) {
            assertThat(registered).isNotNull();
            assertThat(bound.getValidator().validate(RED)).isEmpty();
            assertThat(bound.getValidator().validate(BLUE)).hasSize(1);
            assertThat(unbound.getValidator().validate(RED)).hasSize(1);
            assertThat(unbound.getValidator().validate(BLUE)).isEmpty();
        }
    }

    @Test
    void twoApplicationsInOneServerFindEachItsOwnEngine() throws Exception {
        try (URLClassLoader redApplication = new URLClassLoader(new URL[0], original);
                URLClassLoader blueApplication = new URLClassLoader(new URL[0], original);
                EmailChecker ofTheServer = blocking("green.example");
                EmailChecker redChecker = blocking("red.example");
                EmailChecker blueChecker = blocking("blue.example");
                NotDisposableEngines.Registration server =
                        CheckerEngine.of(ofTheServer).register()) {
            assertThat(server).isNotNull();
            Thread.currentThread().setContextClassLoader(redApplication);
            NotDisposableEngines.Registration red = CheckerEngine.of(redChecker).register();
            Thread.currentThread().setContextClassLoader(blueApplication);
            NotDisposableEngines.Registration blue =
                    CheckerEngine.of(blueChecker).register();

            assertThat(refusals(redApplication)).containsExactly(1, 0);
            assertThat(refusals(blueApplication)).containsExactly(0, 1);

            blue.close();
            assertThat(refusals(redApplication)).containsExactly(1, 0);
            assertThat(refusals(blueApplication)).containsExactly(0, 0);

            red.close();
            red.close();
            assertThat(refusals(redApplication)).containsExactly(0, 0);
        }
    }

    @Test
    void theLastEngineRegisteredIsFoundUntilItIsClosed() {
        try (EmailChecker red = blocking("red.example");
                EmailChecker blue = blocking("blue.example");
                NotDisposableEngines.Registration first = CheckerEngine.of(red).register()) {
            assertThat(first).isNotNull();
            try (NotDisposableEngines.Registration second =
                    CheckerEngine.of(blue).register()) {
                assertThat(second).isNotNull();
                assertThat(refusals(original)).containsExactly(0, 1);
            }
            assertThat(refusals(original)).containsExactly(1, 0);
        }
    }

    private static List<Integer> refusals(ClassLoader application) {
        Thread.currentThread().setContextClassLoader(application);
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            Validator validator = factory.getValidator();
            return List.of(
                    validator.validate(RED).size(), validator.validate(BLUE).size());
        }
    }

    private static EmailChecker blocking(String domain) {
        return EmailChecker.builder()
                .backend(new StubBackend())
                .block(List.of(domain))
                .build();
    }

    record SignUp(@NotDisposable String email) {}
}
