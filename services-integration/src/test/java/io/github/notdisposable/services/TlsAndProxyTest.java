/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.http.HttpSettings;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsAndProxyTest {

    private static final String PASSWORD = "changeit";
    private static final String GOOD_ANSWER = "{\"data\":{\"classification\":{\"is_disposable\":false}}}";

    @TempDir
    private static Path folder;

    private static WireMockServer named;
    private static WireMockServer misnamed;

    @BeforeAll
    static void startServers() throws Exception {
        named = server("localhost");
        misnamed = server("other.example");
    }

    @AfterAll
    static void stopServers() {
        named.stop();
        misnamed.stop();
    }

    @Test
    void trustsNoCertificateThatNobodyVouchesFor() {
        assertThat(ask(named, HttpSettings.defaults()).unavailableReason()).contains(UnavailableReason.TLS);
    }

    @Test
    void trustsTheCertificatesOfAPemFile() {
        HttpSettings http =
                HttpSettings.builder().trust(folder.resolve("localhost.pem")).build();

        assertThat(ask(named, http).isAvailable()).isTrue();
    }

    @Test
    void trustsTheCertificatesOfAKeyStore() {
        HttpSettings http = HttpSettings.builder()
                .trust(folder.resolve("localhost.p12"), PASSWORD.toCharArray())
                .build();

        assertThat(ask(named, http).isAvailable()).isTrue();
    }

    @Test
    void trustsNoOtherCertificateThen() {
        HttpSettings http = HttpSettings.builder()
                .trust(folder.resolve("other.example.pem"))
                .build();

        assertThat(ask(named, http).unavailableReason()).contains(UnavailableReason.TLS);
    }

    @Test
    void wantsTheCertificateToNameTheHost() {
        HttpSettings http = HttpSettings.builder()
                .trust(folder.resolve("other.example.pem"))
                .build();

        assertThat(ask(misnamed, http).unavailableReason()).contains(UnavailableReason.TLS);
    }

    @Test
    void reachesTheServiceThroughAProxy() {
        WireMockServer proxy = new WireMockServer(wireMockConfig().dynamicPort());
        proxy.start();
        proxy.stubFor(WireMock.get(anyUrl()).willReturn(okJson(GOOD_ANSWER)));
        HttpSettings http = HttpSettings.builder()
                .proxy("localhost", proxy.port())
                .allowInsecure(true)
                .build();
        try {
            assertThat(ask("http://stopreg.invalid", http).isAvailable()).isTrue();
            proxy.verify(getRequestedFor(anyUrl()).withHost(WireMock.equalTo("stopreg.invalid")));
        } finally {
            proxy.stop();
        }
    }

    @Test
    void usesAClientThatIsHandedInAndLeavesItOpen() {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpSettings http = HttpSettings.builder().client(client).build();
        WireMockServer plain = new WireMockServer(wireMockConfig().dynamicPort());
        plain.start();
        plain.stubFor(WireMock.get(anyUrl()).willReturn(okJson(GOOD_ANSWER)));
        try {
            assertThat(ask(plain.baseUrl(), http).isAvailable()).isTrue();
            assertThat(ask(plain.baseUrl(), http).isAvailable())
                    .as("after the first backend was closed")
                    .isTrue();
        } finally {
            plain.stop();
        }
    }

    private static BackendAnswer ask(WireMockServer server, HttpSettings http) {
        return ask("https://localhost:" + server.httpsPort(), http);
    }

    private static BackendAnswer ask(String baseUrl, HttpSettings http) {
        try (StopRegBackend backend = StopRegBackend.builder()
                .apiToken("token")
                .baseUrl(baseUrl)
                .http(http)
                .timeout(Duration.ofSeconds(30))
                .build()) {
            return backend.check(BackendQuery.of(
                            EmailAddress.parse("ada@x.com").orElseThrow(), Deadline.after(Duration.ofSeconds(30)))
                    .build());
        }
    }

    private static WireMockServer server(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        byte[] certificate = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray())
                .getCertificate("server")
                .getEncoded();
        Files.writeString(
                folder.resolve(name + ".pem"),
                "# of a test\n-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n");
        WireMockServer server = new WireMockServer(wireMockConfig()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(store.toString())
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD)
                .keystoreType("PKCS12"));
        server.start();
        server.stubFor(WireMock.get(anyUrl()).willReturn(okJson(GOOD_ANSWER)));
        return server;
    }
}
