/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.abuse.AbuseEvent;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.CheckerEngineSource;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.RefusalReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.spi.NotDisposableEngine;
import io.github.notdisposable.spi.NotDisposableEngines;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Singleton;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With OpenWebBeans. */
@SuppressWarnings("try") // A container is there for what it does.
class NotDisposableExtensionTest {

    private static final List<Object> EVENTS = new ArrayList<>();

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restore() {
        EVENTS.clear();
        System.clearProperty("notdisposable.abuse.enabled");
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void injectsTheCheckerThatTheConstraintsUse() {
        try (SeContainer cdi = container(Observer.class)) {
            EmailChecker checker = cdi.select(EmailChecker.class).get();

            assertThat(CheckerEngine.current().orElseThrow().checker()).isSameAs(checker);
            assertThat(cdi.select(EmailChecker.class).get()).isSameAs(checker);
            assertThat(violations("bob@mailinator.com")).isOne();
        }
    }

    @Test
    void leavesTheCheckerToABeanOfTheApplication() {
        try (SeContainer cdi = container(Own.class)) {
            assertThat(CheckerEngine.current().orElseThrow().checker())
                    .isSameAs(cdi.select(EmailChecker.class).get());
            assertThat(violations("bob@own.example")).isOne();
        }
    }

    @Test
    void firesEventsForRefusalsAndBansAndSurvivesAnObserverThatThrows() {
        System.setProperty("notdisposable.abuse.enabled", "true");
        ClientIpHolder.Scope client =
                ClientIpHolder.open(ClientIp.parse("203.0.113.9").orElseThrow());
        try (SeContainer cdi = container(Observer.class)) {
            for (int i = 0; i < 5; i++) {
                assertThat(violations("bob" + i + "@mailinator.com")).isOne();
            }

            assertThat(EVENTS)
                    .filteredOn(CheckerEngine.Refusal.class::isInstance)
                    .hasSize(5)
                    .first()
                    .extracting(event -> ((CheckerEngine.Refusal) event).reason())
                    .isEqualTo(RefusalReason.DISPOSABLE);
            assertThat(EVENTS)
                    .filteredOn(AbuseEvent.class::isInstance)
                    .extracting(event -> ((AbuseEvent) event).type())
                    .containsExactly(AbuseEvent.Type.BANNED);
        } finally {
            client.close();
        }
    }

    @Test
    void tellsPagesOfTheRequest() {
        ClientIp address = ClientIp.parse("203.0.113.9").orElseThrow();
        try (SeContainer cdi = container(Observer.class);
                CheckedEmails checked = CheckedEmails.open()) {
            ClientIpHolder.Scope client = ClientIpHolder.open(address);
            RequestContextController request =
                    cdi.select(RequestContextController.class).get();
            request.activate();
            violations("bob+shop@gmail.com");
            RequestEmails emails = cdi.select(RequestEmails.class).get();

            assertThat(emails.isGrey()).isTrue();
            assertThat(emails.isRefused()).isFalse();
            assertThat(emails.isBanned()).isFalse();
            assertThat(emails.client()).contains(address);
            assertThat(emails.verdictOn("bob+shop@gmail.com")).isPresent();
            assertThat(emails.getDecisions()).hasSize(checked.decisions().size());
            request.deactivate();
            client.close();
        }
    }

    @Test
    void keepsSubDeploymentsApartAndLetsGoOfAllAtTheEnd(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("META-INF"));
        Files.writeString(folder.resolve("META-INF/notdisposable.properties"), "notdisposable.block=sub.example");
        NotDisposableEngine engine;
        try (SeContainer cdi = container(Observer.class);
                URLClassLoader sub =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            engine = NotDisposableEngines.current();
            EmailChecker checker = CheckerEngine.current().orElseThrow().checker();

            Thread.currentThread().setContextClassLoader(sub);

            assertThat(NotDisposableEngines.current()).isSameAs(engine);
            assertThat(CheckerEngine.current().orElseThrow().checker()).isNotSameAs(checker);
            assertThat(violations("bob@sub.example")).isOne();
            Thread.currentThread().setContextClassLoader(before);
            assertThat(violations("bob@sub.example")).isZero();
        }
        assertThat(NotDisposableEngines.current()).isNotSameAs(engine);
    }

    @Test
    void servesASubDeploymentThatIsKnownByItsBeansAlone() throws Exception {
        try (URLClassLoader web = new URLClassLoader(new URL[0], before);
                URLClassLoader ejb = new URLClassLoader(new URL[0], before)) {
            NotDisposableEngine engine;
            Thread.currentThread().setContextClassLoader(web);
            try (SeContainer cdi = container(Observer.class)) {
                engine = NotDisposableEngines.current();
                Thread.currentThread().setContextClassLoader(ejb);

                assertThat(NotDisposableEngines.current()).isSameAs(engine);

                Thread.currentThread().setContextClassLoader(web);
            }
            Thread.currentThread().setContextClassLoader(ejb);
            assertThat(NotDisposableEngines.current()).isNotSameAs(engine);
            NotDisposableEngines.release(ejb);
        }
    }

    @Test
    void makesNothingForARequestThatOutlivesTheDeployment() throws Exception {
        try (URLClassLoader web = new URLClassLoader(new URL[0], before);
                URLClassLoader late = new URLClassLoader(new URL[0], before)) {
            CheckerEngineSource engine;
            Thread.currentThread().setContextClassLoader(web);
            try (SeContainer cdi = container(Observer.class)) {
                engine = (CheckerEngineSource) NotDisposableEngines.current();
            }
            Thread.currentThread().setContextClassLoader(late);

            assertThat(engine.checkerEngine()).isEmpty();
        }
    }

    private static int violations(String email) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(new SignUp(email)).size();
        }
    }

    private static SeContainer container(Class<?> bean) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                // The class path holds OpenWebBeans for Servlet containers, too.
                .addProperty(
                        "org.apache.webbeans.spi.ContainerLifecycle",
                        "org.apache.webbeans.lifecycle.StandaloneLifeCycle")
                .addProperty(
                        "org.apache.webbeans.spi.ContextsService",
                        "org.apache.webbeans.corespi.se.DefaultContextsService")
                .addBeanClasses(bean)
                .initialize();
    }

    public record SignUp(@NotDisposable String email) {}

    @Singleton
    public static class Observer {

        void refused(@Observes CheckerEngine.Refusal event) {
            EVENTS.add(event);
            throw new IllegalStateException("An observer's own fault");
        }

        void abuse(@Observes AbuseEvent event) {
            EVENTS.add(event);
        }
    }

    @Singleton
    public static class Own {

        @Produces
        @Singleton
        EmailChecker checker() {
            return EmailChecker.builder()
                    .backend(EmbeddedBackend.builder().build())
                    .block(List.of("own.example"))
                    .build();
        }
    }
}
