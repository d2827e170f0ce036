/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.examples;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.abuse.Ban;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.testkit.AbuseStoreContract;
import io.github.notdisposable.testkit.EmailBackendContract;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Members of an interface are static without saying so. */
interface TestKit {

    class MyStoreTest extends AbuseStoreContract {
        @Override
        protected AbuseStore newStore(Clock clock) {
            return new MyStore(clock);
        }
    }

    class OurListBackendTest extends EmailBackendContract {
        @Override
        protected EmailBackend createBackend() {
            return new OurListBackend("k3y");
        }

        @Override
        protected EmailAddress disposableAddress() {
            return EmailAddress.parse("bob@mailinator.com").orElseThrow();
        }

        @Override
        protected EmailAddress cleanAddress() {
            return EmailAddress.parse("bob@example.com").orElseThrow();
        }
    }

    record OurListBackend(String key) implements EmailBackend {

        @Override
        public String name() {
            return "our-list";
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            return BackendAnswer.about(Scope.DOMAIN).build();
        }
    }

    record MyStore(Clock clock) implements AbuseStore {

        @Override
        public int add(Counter counter, AbuseSubject subject, int max, Duration window) {
            return 1;
        }

        @Override
        public void takeBack(Counter counter, AbuseSubject subject) {}

        @Override
        public void reset(Counter counter, AbuseSubject subject) {}

        @Override
        public Optional<Ban> ban(AbuseSubject subject) {
            return Optional.empty();
        }

        @Override
        public boolean putBan(Ban ban) {
            return true;
        }

        @Override
        public Optional<Ban> removeBan(AbuseSubject subject) {
            return Optional.empty();
        }

        @Override
        public List<Ban> bans() {
            return List.of();
        }
    }
}
