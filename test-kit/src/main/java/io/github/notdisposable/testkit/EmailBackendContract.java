/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks a backend against the contract of {@link EmailBackend}. Extend it, and create the backend:
 *
 * <pre>{@code
 * class OurListBackendTest extends EmailBackendContract {
 *     @Override
 *     protected EmailBackend createBackend() {
 *         return new OurListBackend("k3y");
 *     }
 *
 *     @Override
 *     protected EmailAddress disposableAddress() {
 *         return EmailAddress.parse("bob@mailinator.com").orElseThrow();
 *     }
 *
 *     @Override
 *     protected EmailAddress cleanAddress() {
 *         return EmailAddress.parse("bob@example.com").orElseThrow();
 *     }
 * }
 * }</pre>
 *
 * <p>A backend that asks a service should be given a stand-in of that service, and should override {@link #createUnreachable()},
 * {@link #createUnanswered()} and {@link #secrets()} too: most of what goes wrong with services goes wrong there. Tests whose backend is not
 * given are skipped.
 *
 * <p>It needs JUnit Jupiter 5.10 or newer, with its parameters, which it does not bring. No test sleeps; each makes a backend of its own and
 * closes it.
 */
public abstract class EmailBackendContract {

    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    /** For subclasses. */
    protected EmailBackendContract() {}

    /**
     * Makes the backend, with whatever it asks up and running.
     *
     * @return a new backend, which the test closes
     * @throws Exception if that fails
     */
    protected abstract EmailBackend createBackend() throws Exception;

    /**
     * Names an address that the backend takes for disposable, or refuses in some other way.
     *
     * @return the address
     */
    protected abstract EmailAddress disposableAddress();

    /**
     * Names an address with which the backend finds nothing wrong.
     *
     * @return the address
     */
    protected abstract EmailAddress cleanAddress();

    /**
     * Makes a backend whose service cannot be reached: a port at which nobody listens.
     *
     * @return a new backend, which the test closes; empty, as by default, if it asks nobody
     * @throws Exception if that fails
     */
    protected Optional<EmailBackend> createUnreachable() throws Exception {
        return Optional.empty();
    }

    /**
     * Makes a backend whose service takes the question and never answers: a server socket that nobody accepts from, for example.
     *
     * @return a new backend, which the test closes; empty, as by default, if it asks nobody
     * @throws Exception if that fails
     */
    protected Optional<EmailBackend> createUnanswered() throws Exception {
        return Optional.empty();
    }

    /**
     * Names what must not be seen: keys and tokens.
     *
     * @return the texts, none by default
     */
    protected Collection<String> secrets() {
        return List.of();
    }

    /**
     * Returns by how much a check may exceed its deadline, for the machine on which the test runs.
     *
     * @return a second by default
     */
    protected Duration grace() {
        return Duration.ofSeconds(1);
    }

    /**
     * Returns how long threads may take to end after the backend was closed.
     *
     * @return ten seconds by default
     */
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    /** Addresses at which backends stumble. {@return the addresses} */
    static List<EmailAddress> awkwardAddresses() {
        List<EmailAddress> addresses = new ArrayList<>();
        for (String localPart : List.of(
                "a/b?c#d+e%f",
                "ü",
                "\uD83D\uDE00",
                "\uD83D",
                "a&email=b",
                "\"a b\"",
                "a\"b\\c",
                "..",
                "../../admin",
                "%2F",
                "{address}",
                "${1+1}",
                "{0}",
                "a\r\nX-Injected: 1",
                "a\u0000b",
                "'; drop table users; --",
                "x".repeat(64))) {
            addresses.add(new EmailAddress(localPart, "example.com"));
        }
        addresses.add(new EmailAddress("a", "x".repeat(63) + "." + "y".repeat(63) + "." + "z".repeat(63) + ".com"));
        addresses.add(new EmailAddress("a", "xn--mnchen-3ya.example"));
        addresses.add(new EmailAddress("a", "a.b.c.d.e.f.example.com"));
        return addresses;
    }

    @Test
    void hasANameForSettingsAndLogs() throws Exception {
        try (EmailBackend backend = createBackend()) {
            assertTrue(
                    backend.name().matches("[a-z0-9]+(-[a-z0-9]+)*"),
                    "name() must be lower-case letters, digits and hyphens");
        }
    }

    @Test
    void answersAndSettlesTheMatterOfADisposableAddress() throws Exception {
        try (EmailBackend backend = createBackend()) {
            BackendAnswer answer = backend.check(query(disposableAddress()));

            assertTrue(answer.isAvailable(), () -> "no answer: " + answer);
            assertTrue(answer.isDecisive(), () -> "a disposable address must be black, or have the trait: " + answer);
        }
    }

    @Test
    void answersAndFindsNothingWrongWithACleanAddress() throws Exception {
        try (EmailBackend backend = createBackend()) {
            BackendAnswer answer = backend.check(query(cleanAddress()));

            assertTrue(answer.isAvailable(), () -> "no answer: " + answer);
            assertFalse(answer.isDecisive(), () -> "a clean address must not be refused: " + answer);
        }
    }

    @Test
    void dependsOnNoMoreThanItSays() throws Exception {
        try (EmailBackend backend = createBackend()) {
            for (EmailAddress address : List.of(disposableAddress(), cleanAddress())) {
                Scope scope = backend.check(query(address)).scope();

                if (backend.scope() == Scope.DOMAIN) {
                    assertEquals(Scope.DOMAIN, scope, "scope() says that answers depend on the domain alone");
                }
                if (backend.scope() == Scope.ADDRESS) {
                    assertFalse(scope == Scope.CLIENT, "scope() says that answers do not depend on the client");
                }
            }
        }
    }

    @Test
    void saysTheSameOfEachMailboxWhereItSaysThatTheDomainDecides() throws Exception {
        try (EmailBackend backend = createBackend()) {
            BackendAnswer first = backend.check(query(disposableAddress()));
            assumeTrue(first.scope() == Scope.DOMAIN, "the answer depends on the mailbox");
            BackendAnswer second = backend.check(query(
                    new EmailAddress("another.mailbox", disposableAddress().domain())));

            assertAll(
                    () -> assertEquals(first.category(), second.category()),
                    () -> assertEquals(first.traits(), second.traits()));
        }
    }

    @Test
    void answersOnABareDomainOrSaysWhyNot() throws Exception {
        try (EmailBackend backend = createBackend()) {
            BackendAnswer answer =
                    backend.check(BackendQuery.ofDomain(disposableAddress().domain(), Deadline.after(AMPLE))
                            .wanted(EnumSet.allOf(EmailTrait.class))
                            .build());

            assertNotNull(answer);
            assertTrue(
                    answer.isDecisive()
                            || answer.unavailableReason()
                                    .filter(UnavailableReason.NOT_SUPPORTED::equals)
                                    .isPresent(),
                    () -> "about a bare domain it must say as much as about an address, or NOT_SUPPORTED: " + answer);
        }
    }

    @ParameterizedTest
    @MethodSource("awkwardAddresses")
    void throwsForNoAddress(EmailAddress address) throws Exception {
        try (EmailBackend backend = createBackend()) {
            BackendAnswer answer = assertDoesNotThrow(() -> backend.check(query(address)));

            assertNotNull(answer);
        }
    }

    @Test
    void managesWithoutAClient() throws Exception {
        try (EmailBackend backend = createBackend()) {
            BackendAnswer answer = backend.check(
                    BackendQuery.of(cleanAddress(), Deadline.after(AMPLE)).build());

            assertTrue(answer.isAvailable(), () -> "no answer: " + answer);
        }
    }

    @Test
    void keepsToADeadlineThatIsOver() throws Exception {
        try (EmailBackend backend = createBackend()) {
            assertEndsInTime(backend, Duration.ZERO);
        }
    }

    @Test
    void keepsToItsDeadlineWhenTheServiceDoesNotAnswer() throws Exception {
        Optional<EmailBackend> unanswered = createUnanswered();
        assumeTrue(unanswered.isPresent(), "createUnanswered() gives none");
        try (EmailBackend backend = unanswered.get()) {
            BackendAnswer answer = assertEndsInTime(backend, SHORT);

            assertEquals(Optional.of(UnavailableReason.TIMEOUT), answer.unavailableReason());
        }
    }

    @Test
    void saysThatTheServiceCannotBeReached() throws Exception {
        Optional<EmailBackend> unreachable = createUnreachable();
        assumeTrue(unreachable.isPresent(), "createUnreachable() gives none");
        try (EmailBackend backend = unreachable.get()) {
            BackendAnswer answer = assertDoesNotThrow(() -> backend.check(query(cleanAddress())));

            assertEquals(Optional.of(UnavailableReason.UNREACHABLE), answer.unavailableReason());
            assertFalse(answer.isDecisive(), "an answer that is missing decides nothing");
        }
    }

    @Test
    void doesNotHoldUpAThreadThatMustNotBlock() throws Exception {
        Optional<EmailBackend> unanswered = createUnanswered();
        try (EmailBackend backend = unanswered.isPresent() ? unanswered.get() : createBackend()) {
            BackendQuery query = BackendQuery.of(cleanAddress(), Deadline.after(AMPLE))
                    .wanted(EnumSet.allOf(EmailTrait.class))
                    .mayBlock(false)
                    .build();
            backend.check(query);
            long start = System.nanoTime();
            BackendAnswer answer = backend.check(query);
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertTrue(took.compareTo(grace()) < 0, () -> "it took " + took);
            assertTrue(
                    answer.isAvailable()
                            || answer.unavailableReason()
                                    .filter(UnavailableReason.WOULD_BLOCK::equals)
                                    .isPresent(),
                    () -> "it must answer from memory, or WOULD_BLOCK: " + answer);
        }
    }

    @Test
    void leavesTheInterruptFlagSet() throws Exception {
        Optional<EmailBackend> unanswered = createUnanswered();
        try (EmailBackend backend = unanswered.isPresent() ? unanswered.get() : createBackend()) {
            BackendAnswer answer;
            boolean flag;
            long start = System.nanoTime();
            Thread.currentThread().interrupt();
            try {
                answer = backend.check(query(cleanAddress()));
            } finally {
                flag = Thread.interrupted();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertTrue(flag, "the interrupt flag must be set again");
            assertTrue(took.compareTo(AMPLE) < 0, "an interrupted thread must not wait for the deadline");
            assertTrue(
                    answer.isAvailable()
                            || answer.unavailableReason()
                                    .filter(UnavailableReason.INTERRUPTED::equals)
                                    .isPresent(),
                    () -> "it must answer, or INTERRUPTED: " + answer);
        }
    }

    @Test
    void answersSeveralThreadsAlike() throws Exception {
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (EmailBackend backend = createBackend()) {
            BackendAnswer expected = backend.check(query(cleanAddress()));
            List<Future<BackendAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < threads * 10; i++) {
                answers.add(executor.submit(() -> backend.check(query(cleanAddress()))));
            }
            for (Future<BackendAnswer> answer : answers) {
                assertAll(
                        () -> assertEquals(expected.category(), answer.get().category()),
                        () -> assertEquals(expected.traits(), answer.get().traits()));
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void givesAwayNeitherKeyNorMailboxNorClient() throws Exception {
        List<EmailBackend> backends = new ArrayList<>(List.of(createBackend()));
        createUnreachable().ifPresent(backends::add);
        createUnanswered().ifPresent(backends::add);
        EmailAddress address =
                new EmailAddress("mailbox-of-somebody", cleanAddress().domain());
        Set<String> hidden = new LinkedHashSet<>(secrets());
        hidden.add(address.localPart());
        hidden.add("198.51.100.7");
        for (EmailBackend each : backends) {
            try (EmailBackend backend = each) {
                BackendAnswer answer = backend.check(BackendQuery.of(address, Deadline.after(SHORT))
                        .client(ClientIp.parse("198.51.100.7").orElseThrow())
                        .build());
                String shown = backend + " " + answer + " " + backend.name()
                        + answer.errorCode().orElse("");
                for (String text : hidden) {
                    assertFalse(shown.contains(text), () -> "toString() holds what must not be seen: " + shown);
                }
            }
        }
    }

    @Test
    void canBeClosedTwiceAndThrowsForNoQuestionAfterwards() throws Exception {
        EmailBackend backend = createBackend();
        backend.check(query(cleanAddress()));
        backend.close();

        assertDoesNotThrow(backend::close);
        assertNotNull(assertDoesNotThrow(() -> backend.check(query(cleanAddress()))));
    }

    @Test
    void leavesNoThreadBehindWhenItIsClosed() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        EmailBackend backend = createBackend();
        backend.check(query(cleanAddress()));
        backend.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && isNotTheJvms(thread)) {
                thread.join(patience().toMillis());
                assertFalse(thread.isAlive(), () -> "still alive after close(): " + thread.getName());
            }
        }
    }

    private BackendAnswer assertEndsInTime(EmailBackend backend, Duration deadline) {
        long start = System.nanoTime();
        BackendAnswer answer = assertDoesNotThrow(() -> backend.check(
                BackendQuery.of(cleanAddress(), Deadline.after(deadline)).build()));
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertNotNull(answer);
        assertTrue(
                took.compareTo(deadline.plus(grace())) < 0,
                () -> "with a deadline of " + deadline + " it took " + took);
        return answer;
    }

    /** The common pool and the stand-in of a service are not the backend's to end. */
    private static boolean isNotTheJvms(Thread thread) {
        String name = thread.getName();
        return thread.getThreadGroup() != null
                && !"system".equals(thread.getThreadGroup().getName())
                && !"InnocuousThreadGroup".equals(thread.getThreadGroup().getName())
                && !name.startsWith("ForkJoinPool.commonPool")
                && !name.startsWith("qtp")
                && !name.startsWith("junit");
    }

    private static BackendQuery query(EmailAddress address) {
        return BackendQuery.of(address, Deadline.after(AMPLE))
                .wanted(EnumSet.allOf(EmailTrait.class))
                .client(ClientIp.parse("198.51.100.7").orElseThrow())
                .build();
    }
}
