/* SPDX-License-Identifier: Apache-2.0 */
package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.CheckEvent;
import io.github.notdisposable.checker.CheckListener;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A backend and a listener of the application's own, which are beans. */
@QuarkusTest
@TestProfile(BackendTest.Settings.class)
class BackendTest {

    @Inject
    Own own;

    @Test
    void nothingWaitsOnTheEventLoop() {
        SignUpTest.post("/reactive-sign-up/event-loop", "bob@gmail.com", "en").statusCode(200);
        SignUpTest.post("/reactive-sign-up", "bob@gmail.com", "en").statusCode(200);
        SignUpTest.post("/sign-up", "bob@gmail.com", "en").statusCode(200);

        assertEquals("[false, true, true]", own.mayBlock.toString());
        assertEquals(3, own.checks.size());
    }

    public static class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("notdisposable.backends", "own");
        }
    }

    @Singleton
    public static class Own implements EmailBackend, CheckListener {

        final Queue<Boolean> mayBlock = new ConcurrentLinkedQueue<>();
        final Queue<CheckEvent> checks = new ConcurrentLinkedQueue<>();

        @Override
        public String name() {
            return "own";
        }

        @Override
        public void onCheck(CheckEvent check) {
            checks.add(check);
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            mayBlock.add(query.mayBlock());
            return BackendAnswer.about(Scope.DOMAIN).build();
        }
    }
}
