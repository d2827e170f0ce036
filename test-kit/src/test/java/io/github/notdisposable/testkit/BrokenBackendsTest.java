/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The kit finds what it is made to find. */
class BrokenBackendsTest {

    static Stream<Arguments> misdeeds() {
        return Stream.of(
                Arguments.of(Throwing.class, "throwsForNoAddress"),
                Arguments.of(Shouting.class, "hasANameForSettingsAndLogs"),
                Arguments.of(Blind.class, "answersAndSettlesTheMatterOfADisposableAddress"),
                Arguments.of(Overcautious.class, "answersAndFindsNothingWrongWithACleanAddress"),
                Arguments.of(Deaf.class, "leavesTheInterruptFlagSet"),
                Arguments.of(Talkative.class, "givesAwayNeitherKeyNorMailboxNorClient"),
                Arguments.of(Overstating.class, "dependsOnNoMoreThanItSays"),
                Arguments.of(Littering.class, "leavesNoThreadBehindWhenItIsClosed"));
    }

    @ParameterizedTest
    @MethodSource("misdeeds")
    void findsTheMisdeed(Class<?> test, String found) {
        assertThat(failedTestsOf(test)).contains(found);
    }

    @Test
    void findsNothingWrongWithAGoodOne() {
        assertThat(failedTestsOf(Good.class)).isEmpty();
    }

    private static Set<String> failedTestsOf(Class<?> test) {
        Set<String> names = new TreeSet<>();
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(test)).execute().testEvents().failed().stream()
                .map(Event::getTestDescriptor)
                .flatMap(descriptor -> descriptor.getSource().stream())
                .filter(org.junit.platform.engine.support.descriptor.MethodSource.class::isInstance)
                .map(org.junit.platform.engine.support.descriptor.MethodSource.class::cast)
                .forEach(source -> names.add(source.getMethodName()));
        return names;
    }

    abstract static class Base extends EmailBackendContract implements EmailBackend {

        @Override
        protected EmailBackend createBackend() {
            return this;
        }

        @Override
        protected EmailAddress disposableAddress() {
            return new EmailAddress("ada", "mailinator.com");
        }

        @Override
        protected EmailAddress cleanAddress() {
            return new EmailAddress("ada", "example.com");
        }

        @Override
        protected Collection<String> secrets() {
            return List.of("k3y");
        }

        @Override
        public String name() {
            return "own";
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            return BackendAnswer.about(Scope.DOMAIN)
                    .trait(EmailTrait.DISPOSABLE, query.domain().equals("mailinator.com"))
                    .build();
        }
    }

    static class Good extends Base {}

    static class Throwing extends Base {
        @Override
        public BackendAnswer check(BackendQuery query) {
            if (query.address()
                    .filter(address -> address.localPart().contains("%"))
                    .isPresent()) {
                throw new IllegalArgumentException("%");
            }
            return super.check(query);
        }
    }

    static class Shouting extends Base {
        @Override
        public String name() {
            return "OWN list";
        }
    }

    static class Blind extends Base {
        @Override
        public BackendAnswer check(BackendQuery query) {
            return BackendAnswer.about(Scope.DOMAIN).build();
        }
    }

    static class Overcautious extends Base {
        @Override
        public BackendAnswer check(BackendQuery query) {
            return BackendAnswer.about(Scope.DOMAIN)
                    .trait(EmailTrait.DISPOSABLE)
                    .build();
        }
    }

    static class Deaf extends Base {
        @Override
        public BackendAnswer check(BackendQuery query) {
            return Thread.interrupted() ? BackendAnswer.unavailable(UnavailableReason.INTERRUPTED) : super.check(query);
        }
    }

    static class Talkative extends Base {
        @Override
        public String toString() {
            return "Talkative[key=k3y]";
        }
    }

    static class Overstating extends Base {
        @Override
        public Scope scope() {
            return Scope.DOMAIN;
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            return BackendAnswer.about(Scope.ADDRESS)
                    .trait(EmailTrait.DISPOSABLE, query.domain().equals("mailinator.com"))
                    .build();
        }
    }

    static class Littering extends Base {

        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        protected Duration patience() {
            return Duration.ofMillis(100);
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            Thread thread = new Thread(() -> {
                try {
                    end.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.setDaemon(true);
            thread.start();
            return super.check(query);
        }
    }
}
