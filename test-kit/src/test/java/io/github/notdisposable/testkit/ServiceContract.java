/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.testkit;

import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.sandbox.SandboxServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What the backends that ask a service have in common: where the service is, and where none is. */
abstract class ServiceContract extends EmailBackendContract {

    static final String KEY = "k3y-that-nobody-may-see";

    private static SandboxServices sandbox;
    private static ServerSocket silent;

    @BeforeAll
    static void startServices() throws IOException {
        sandbox = SandboxServices.start();
        // Connections are made by the system, and nobody ever reads what comes over them.
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterAll
    static void stopServices() throws IOException {
        sandbox.close();
        silent.close();
    }

    abstract EmailBackend backend(String baseUrl, String key);

    abstract String goodKey();

    @Override
    protected EmailBackend createBackend() {
        sandbox.userCleaning().reset();
        return backend(sandbox.baseUrl().toString(), goodKey());
    }

    @Override
    protected EmailAddress disposableAddress() {
        return EmailAddress.parse("ada@mailinator.com").orElseThrow();
    }

    @Override
    protected EmailAddress cleanAddress() {
        return EmailAddress.parse("ada@company.example").orElseThrow();
    }

    @Override
    protected Optional<EmailBackend> createUnreachable() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Optional.of(backend("http://localhost:" + closed.getLocalPort(), KEY));
        }
    }

    @Override
    protected Optional<EmailBackend> createUnanswered() {
        return Optional.of(backend("http://localhost:" + silent.getLocalPort(), KEY));
    }

    @Override
    protected Collection<String> secrets() {
        return List.of(KEY, goodKey());
    }
}
