/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;

/**
 * Both services on one port of this machine, faithful to their guides and to what is known beyond them: keys, categories and types, five
 * attempts and a ban, block and allow lists, policy, each form of a request and an answer, each form of an error, quota.
 *
 * <p>Requests below {@code /sandbox} act on it: see {@link SandboxControl}.
 */
public final class SandboxServices implements AutoCloseable {

    /** The port on which {@link #main} listens unless told otherwise. */
    public static final int DEFAULT_PORT = 8089;

    /** The key that the stand-in of user.cleaning knows. */
    public static final String USER_CLEANING_API_KEY = "sandbox-user-cleaning-key";

    /** A key of user.cleaning's own sandbox, which calls each address white but two. */
    public static final String USER_CLEANING_TEST_KEY = "sandbox-user-cleaning-test-key";

    /** The token that the stand-in of StopReg knows. */
    public static final String STOPREG_API_TOKEN = "sandbox-stopreg-token";

    /** A token that has expired at the stand-in of StopReg. */
    public static final String EXPIRED_STOPREG_API_TOKEN = "sandbox-stopreg-expired-token";

    private final WireMockServer server;
    private final UserCleaningStub userCleaning;
    private final StopRegStub stopReg;

    private SandboxServices(WireMockConfiguration configuration) {
        userCleaning = new UserCleaningStub();
        stopReg = new StopRegStub();
        SandboxControl control = new SandboxControl(userCleaning, stopReg);
        server = new WireMockServer(configuration.bindAddress("localhost").extensions(userCleaning, stopReg, control));
        server.start();
        stub("/v1/(external-api-requests/check-email|email/check)", UserCleaningStub.NAME);
        stub("/api/v1/(verify/(email|domain)(/.*)?|check/.+)", StopRegStub.NAME);
        stub("/sandbox(/.*)?", SandboxControl.NAME);
    }

    /**
     * Starts both services on a free port, keeping a record of all requests: for tests.
     *
     * @return the running services
     */
    public static SandboxServices start() {
        return new SandboxServices(wireMockConfig().dynamicPort());
    }

    /**
     * Starts both services, for a program that stays up.
     *
     * @param port the port
     * @return the running services
     */
    public static SandboxServices start(int port) {
        return new SandboxServices(wireMockConfig().port(port).disableRequestJournal());
    }

    /**
     * Starts both services and stays up until the process is ended.
     *
     * @param args the port, {@value #DEFAULT_PORT} if there is none
     */
    public static void main(String[] args) {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_PORT;
        SandboxServices services = start(port);
        System.out.println("user.cleaning and StopReg answer at " + services.baseUrl());
        System.out.println("  notdisposable.user-cleaning.base-url=" + services.baseUrl());
        System.out.println("  notdisposable.user-cleaning.api-key=" + USER_CLEANING_API_KEY);
        System.out.println("  notdisposable.stopreg.base-url=" + services.baseUrl());
        System.out.println("  notdisposable.stopreg.api-token=" + STOPREG_API_TOKEN);
        System.out.println("What it knows, and how to unban a client: " + services.baseUrl() + "/sandbox");
    }

    private void stub(String path, String extension) {
        server.stubFor(any(urlPathMatching(path)).willReturn(aResponse().withTransformers(extension)));
    }

    /** {@return the base address of both services, without a slash at the end} */
    public URI baseUrl() {
        return URI.create(server.baseUrl());
    }

    /** {@return the stand-in of user.cleaning, to be told what to do} */
    public UserCleaningStub userCleaning() {
        return userCleaning;
    }

    /** {@return the stand-in of StopReg, to be told what to do} */
    public StopRegStub stopReg() {
        return stopReg;
    }

    /** {@return the server, for stubs that come before those of the services, and for its record of requests} */
    public WireMockServer server() {
        return server;
    }

    @Override
    public void close() {
        server.stop();
    }
}
