/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Category;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Origin;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.sandbox.SandboxServices;
import io.github.notdisposable.services.UserCleaningBackend;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** user.cleaning's count of attempts, with everything that stands between it and the form. */
class CountedAttemptsTest {

    private static final String CLIENT = "198.51.100.7";
    private static SandboxServices sandbox;

    private final AtomicLong nanos = new AtomicLong();

    @BeforeAll
    static void startSandbox() {
        sandbox = SandboxServices.start();
    }

    @AfterAll
    static void stopSandbox() {
        sandbox.close();
    }

    @BeforeEach
    void forget() {
        sandbox.userCleaning().reset();
        sandbox.server().resetRequests();
    }

    @Test
    void theSixthAttemptOfOneClientIsBannedThoughEachAddressWasSeenBefore() {
        try (ResilientBackend backend = backend()) {
            for (int i = 0; i < 5; i++) {
                assertThat(categoryOf(backend, "ada@mailinator.com", CLIENT)).isEqualTo(Category.BLACK);
            }

            assertThat(categoryOf(backend, "ada@mailinator.com", CLIENT)).isEqualTo(Category.BANNED);
            assertThat(sandbox.userCleaning().attemptsOf(CLIENT)).isEqualTo(5);
        }
    }

    @Test
    void aBannedClientIsRefusedWhateverTheAddressAndLetInSoonAfterItIsUnbanned() throws Exception {
        try (ResilientBackend backend = backend()) {
            categoryOf(backend, "ada@company.example", "203.0.113.9");
            for (int i = 0; i < 6; i++) {
                categoryOf(backend, "ada@mailinator.com", CLIENT);
            }
            assertThat(categoryOf(backend, "ada@company.example", CLIENT)).isEqualTo(Category.BANNED);
            assertThat(categoryOf(backend, "ada@company.example", "203.0.113.9"))
                    .isEqualTo(Category.WHITE);

            assertThat(post("/sandbox/unban?ip=" + CLIENT)).isEqualTo(200);
            nanos.addAndGet(Duration.ofSeconds(30).toNanos());

            assertThat(categoryOf(backend, "ada@company.example", CLIENT)).isEqualTo(Category.WHITE);
        }
    }

    @Test
    void aCleanAddressIsAskedAboutOnce() {
        try (ResilientBackend backend = backend()) {
            categoryOf(backend, "ada@company.example", CLIENT);
            BackendAnswer second = backend.check(query("ada@company.example", "203.0.113.9"));

            assertThat(second.origin()).isEqualTo(Origin.CACHED);
            assertThat(sandbox.server().getAllServeEvents()).hasSize(1);
        }
    }

    @Test
    void aDisposableDomainStaysRefusedWhileTheServiceIsDown() {
        SandboxServices own = SandboxServices.start();
        try (ResilientBackend backend = backend(own)) {
            categoryOf(backend, "ada@mailinator.com", CLIENT);
            own.close();

            assertThat(categoryOf(backend, "bob@mailinator.com", CLIENT)).isEqualTo(Category.BLACK);
            assertThat(categoryOf(backend, "bob@company.example", CLIENT)).isEqualTo(Category.UNKNOWN);
        }
    }

    private static int post(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(sandbox.baseUrl() + path).toURL().openConnection();
        connection.setRequestMethod("POST");
        return connection.getResponseCode();
    }

    private static Category categoryOf(ResilientBackend backend, String address, String client) {
        return backend.check(query(address, client)).category().orElse(Category.UNKNOWN);
    }

    private ResilientBackend backend() {
        return backend(sandbox);
    }

    private ResilientBackend backend(SandboxServices services) {
        return ResilientBackend.builder(UserCleaningBackend.builder()
                        .apiKey(SandboxServices.USER_CLEANING_API_KEY)
                        .baseUrl(services.baseUrl().toString())
                        .timeout(Duration.ofSeconds(30))
                        .build())
                .nanoTime(nanos::get)
                .build();
    }

    private static BackendQuery query(String address, String client) {
        return BackendQuery.of(EmailAddress.parse(address).orElseThrow(), Deadline.after(Duration.ofSeconds(30)))
                .client(ClientIp.parse(client).orElseThrow())
                .build();
    }
}
