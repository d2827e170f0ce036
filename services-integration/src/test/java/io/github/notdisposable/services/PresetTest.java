/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.client.ClientIp;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.FieldSource;

class PresetTest {

    private static final String KEY = "k3y/";
    private static final Path DOCS = Path.of("..", "docs", "services.md");
    private static final List<String> PRESETS = Preset.NAMES;

    private static WireMockServer service;

    @BeforeAll
    static void startService() {
        service = new WireMockServer(wireMockConfig().dynamicPort());
        service.start();
    }

    @AfterAll
    static void stopService() {
        service.stop();
    }

    @BeforeEach
    void forget() {
        service.resetAll();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "preset-requests.csv", delimiter = '|', quoteCharacter = '\'')
    void asksAsTheServiceDocumentsIt(
            String preset,
            String method,
            String url,
            @Nullable String header,
            @Nullable String value,
            @Nullable String body,
            String leaves) {
        answer(200, "{}");
        try (JsonBackend backend = backend(preset)) {
            backend.check(query());

            assertThat(backend.scope()).isEqualTo(leaves.equals("address") ? Scope.ADDRESS : Scope.DOMAIN);
        }

        LoggedRequest request = service.findAll(anyRequestedFor(anyUrl())).get(0);
        assertThat(request.getMethod().toString()).isEqualTo(method);
        assertThat(request.getUrl()).isEqualTo(url);
        assertThat(request.getBodyAsString()).isEqualTo(body == null ? "" : body);
        if (header != null) {
            assertThat(request.getHeader(header)).isEqualTo(value);
        }
        assertThat(request.toString()).as("the client stays here").doesNotContain("203.0.113.7");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "preset-answers.csv", delimiter = '|', quoteCharacter = '\'')
    void readsWhatTheServiceAnswers(String preset, int status, String body, String outcome) {
        answer(status, body);
        try (JsonBackend backend = backend(preset)) {
            BackendAnswer answer = backend.check(query());

            assertThat(answer.isAvailable() ? Replies.traits(answer) : Replies.outcome(answer))
                    .isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @FieldSource("PRESETS")
    void asksOverTlsAndSaysWhereItsContractIsFrom(String preset) throws Exception {
        Preset loaded = Preset.load(preset);

        assertThat(loaded.entries().getOrDefault("url", "https://self.hosted.example/"))
                .startsWith("https://");
        assertThat(loaded.entries()).containsKey("traits.disposable");
        assertThat(Files.readString(file(preset))).startsWith("# ").contains("Source: ");
    }

    @Test
    void listsEachFileAndHasRowsOfEachOutcomeForEach() throws Exception {
        try (Stream<Path> files = Files.list(file(PRESETS.get(0)).getParent())) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".properties", "")))
                    .containsExactlyInAnyOrderElementsOf(PRESETS);
        }
        assertThat(PRESETS).isSorted();
        assertThat(presetsOf("preset-requests.csv", "")).containsExactlyElementsOf(PRESETS);
        assertThat(presetsOf("preset-answers.csv", "DISPOSABLE")).containsExactlyElementsOf(PRESETS);
        assertThat(presetsOf("preset-answers.csv", "none|PUBLIC|ALIAS|ROLE_BASED"))
                .containsExactlyElementsOf(PRESETS);
        assertThat(presetsOf("preset-answers.csv", "[A-Z_]+(ED|ER|ING|INPUT)")).containsExactlyElementsOf(PRESETS);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "preset-requests.csv", delimiter = '|', quoteCharacter = '\'')
    void isDocumentedWithWhatLeavesTheProcess(
            String preset, String method, String url, String header, String value, String body, String leaves)
            throws IOException {
        String sent = leaves.equals("address") ? "the whole address" : "the domain alone";

        assertThat(Files.readAllLines(DOCS))
                .anySatisfy(line ->
                        assertThat(line).startsWith("| `" + preset + "` |").contains(" | " + sent + " | "));
    }

    @Test
    void saysWhichPresetWasProbablyMeantAndThatAKeyIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonBackend.builder("own").preset("usrcheck"))
                .withMessage("'preset' names 'usrcheck', which is no preset; did you mean usercheck?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonBackend.builder("own").preset("usercheck").build())
                .withMessage("'apiKey' is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        JsonBackend.builder("own").preset("reacher").apiKey(KEY).build())
                .withMessageContaining("'url' must be set");
    }

    @Test
    void letsWhatIsSetBesidesCountBeforeIt() {
        answer(200, "{\"disposable\":false,\"spam\":true}");
        try (JsonBackend backend = JsonBackend.builder("own")
                .preset("usercheck")
                .apiKey(KEY)
                .url(service.baseUrl() + "/domain/{domain}")
                .header("authorization", "Token {key}")
                .trait(io.github.notdisposable.EmailTrait.SUSPICIOUS, "/spam")
                .build()) {
            assertThat(Replies.traits(backend.check(query()))).isEqualTo("SUSPICIOUS");
            assertThat(backend.scope()).isEqualTo(Scope.DOMAIN);
        }
        service.verify(WireMock.getRequestedFor(WireMock.urlEqualTo("/domain/d.test"))
                .withHeader("Authorization", WireMock.equalTo("Token k3y/")));
    }

    private static JsonBackend backend(String preset) {
        String url = Preset.load(preset).entries().getOrDefault("url", "https://self.hosted.example/v1/check_email");
        return JsonBackend.builder("own")
                .preset(preset)
                .apiKey(KEY)
                .url(url.replaceFirst("https://[^/]+", service.baseUrl()))
                .build();
    }

    private static void answer(int status, String body) {
        service.stubFor(WireMock.any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json; charset=utf-8")
                        .withBody(body)));
    }

    private static BackendQuery query() {
        return BackendQuery.of(EmailAddress.parse("a+b@d.test").orElseThrow(), Deadline.after(Duration.ofSeconds(20)))
                .client(ClientIp.parse("203.0.113.7").orElseThrow())
                .build();
    }

    private static Path file(String preset) throws URISyntaxException {
        URI file = PresetTest.class
                .getResource("presets/" + preset + ".properties")
                .toURI();
        return Path.of(file);
    }

    /** Returns the presets that have a row whose last column is of a form. */
    private static Set<String> presetsOf(String table, String form) throws Exception {
        return Files.readAllLines(Path.of(PresetTest.class.getResource(table).toURI())).stream()
                .filter(row -> !row.startsWith("#"))
                .map(row -> row.split("\\|", -1))
                .filter(row -> form.isEmpty() || row[row.length - 1].strip().matches("(" + form + ").*"))
                .map(row -> row[0].strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
