/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import static io.github.notdisposable.hooks.HookFixture.json;
import static io.github.notdisposable.hooks.HookFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.checker.EmailRule;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the hook of each provider. A request that is refused gets an error in the provider's form, and one line in the log. */
abstract class HookContract {

    /** Each kind of problem has a text of its own. */
    private static final String MISSING = "The signature or the secret is missing.";

    private static final String NO_MATCH = "The signature or the secret does not match.";
    private static final String UNREADABLE = "The body cannot be read.";

    @RegisterExtension
    final LoggedLines log = new LoggedLines();

    final HookFixture fixture = new HookFixture();

    /** The hook, with two secrets or keys. */
    abstract SignUpHook.Builder hook();

    /** A sign-up, given the address as JSON; without a proof where that stands in a header. */
    abstract String body(String email);

    /** The headers by which the provider proves itself; none if the body does. */
    abstract Map<String, String> proof(byte[] body);

    /** A sign-up with the proof that is going to take the place of the other. */
    abstract HookRequest provedByTheNext(String email);

    abstract List<HookRequest> withoutProof();

    abstract List<HookRequest> wronglyProved();

    /** A sign-up that was proved too long ago; empty for a provider that does not sign the time. */
    abstract List<HookRequest> provedLongAgo();

    /** An error in the provider's form. */
    abstract String error(int status, String text);

    abstract String allowed();

    /** What is answered for a grey address if it is to be marked as {@code emailRisk}. */
    abstract String marked();

    abstract Duration deadline();

    private SignUpHook build(UnaryOperator<SignUpHook.Builder> settings) {
        return fixture.build(settings.apply(hook()));
    }

    private HookResponse send(String email) {
        return build(builder -> builder).apply(signUp(email));
    }

    HookRequest signUp(String email) {
        return proved(body(email).getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private HookRequest proved(byte[] body, String contentType) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Content-Type", List.of(contentType));
        proof(body).forEach((name, value) -> headers.put(name, List.of(value)));
        return HookRequest.of(headers, body);
    }

    private static String at(String domain) {
        return "\"bob@" + domain + "\"";
    }

    @Test
    void letsInAndRefuses() {
        assertThat(json(send(at("good.example")))).isEqualTo(json(allowed()));
        assertThat(json(send(at("throwaway.example")))).isNotEqualTo(json(allowed()));
        assertThat(fixture.clients).hasSize(2).containsOnly("203.0.113.9");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void keepsBelowTheTimeThatTheProviderWaits() {
        send(at("good.example"));

        assertThat(fixture.timeLeft).hasSize(1).allMatch(left -> left.compareTo(deadline()) <= 0);
    }

    @Test
    void aRetryCountsOnce() {
        SignUpHook hook = build(builder -> builder);
        HookRequest first = signUp(at("throwaway.example"));

        assertThat(json(hook.apply(first))).isEqualTo(json(hook.apply(first)));
        assertThat(fixture.clients).hasSize(1);
    }

    @Test
    void whatNobodyCanCheckIsLetInUnlessTheRuleSaysOtherwise() {
        EmailRule strict = new EmailRule(EmailPolicy.DISPOSABLE_ONLY, Set.of(), WhenUnavailable.REJECT);
        HookRequest silent = signUp(at("silent.example"));

        assertThat(json(build(builder -> builder).apply(silent))).isEqualTo(json(allowed()));
        assertThat(json(build(builder -> builder.rule(strict)).apply(silent))).isNotEqualTo(json(allowed()));
    }

    @Test
    void whoTriesAgainAfterAnOutageIsCheckedAgain() {
        EmailRule strict = new EmailRule(EmailPolicy.DISPOSABLE_ONLY, Set.of(), WhenUnavailable.REJECT);
        SignUpHook hook = build(builder -> builder.rule(strict));
        HookRequest silent = signUp(at("silent.example"));

        assertThat(json(hook.apply(silent))).isNotEqualTo(json(allowed()));
        fixture.outageEnds();

        assertThat(json(hook.apply(silent))).isEqualTo(json(allowed()));
    }

    @Test
    void marksWhatIsGreyWhereTheProviderTakesIt() {
        HookResponse response =
                build(builder -> builder.markGreyAs("emailRisk")).apply(signUp(at("grey.example")));

        assertThat(json(response)).isEqualTo(json(marked()));
    }

    @Test
    void takesTheNextSecretDuringARotation() {
        HookResponse response = build(builder -> builder).apply(provedByTheNext(at("good.example")));

        assertThat(json(response)).isEqualTo(json(allowed()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"  \""})
    void aSignUpWithoutAnAddressIsLetInUnlessOneIsRequired(String none) {
        assertThat(json(send(none))).isEqualTo(json(allowed()));
        assertThat(log.lines()).isEmpty();

        assertRefused(build(SignUpHook.Builder::requireEmail).apply(signUp(none)), 400, "There is no email address.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[\"bob@good.example\",\"bob@throwaway.example\"]", "{\"0\":\"bob@throwaway.example\"}", "7"})
    void anAddressThatIsNoTextIsRefused(String email) {
        assertRefused(send(email), 400, UNREADABLE);
    }

    /** Programs that send mail read a comma as the end of an address. */
    @ParameterizedTest
    @ValueSource(strings = {"bob@throwaway.example,bob@good.example", "bob@throwaway.example bob@good.example"})
    void aTextWithTwoAddressesIsLeftToTheProviderAsItIsNone(String two) {
        assertThat(json(send('"' + two + '"'))).isEqualTo(json(allowed()));
    }

    @Test
    void aCallerWithoutAProofIsRefused() {
        withoutProof().forEach(request -> assertRefused(request, 401, MISSING));
    }

    @Test
    void aCallerWithAWrongProofIsRefused() {
        wronglyProved().forEach(request -> assertRefused(request, 401, NO_MATCH));
    }

    @Test
    void anOldRequestIsRefused() {
        List<HookRequest> old = provedLongAgo();
        assumeTrue(!old.isEmpty(), "This provider signs no time.");

        old.forEach(request -> {
            log.clear();
            HookResponse response = build(builder -> builder).apply(request);
            assertThat(response.status()).isEqualTo(401);
            assertThat(log.lines()).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "", "*/*"})
    void anotherContentTypeIsRefused(String type) {
        byte[] body = body(at("good.example")).getBytes(StandardCharsets.UTF_8);

        assertRefused(proved(body, type), 415, "The content type is not application/json.");
    }

    @Test
    void aHugeBodyIsRefusedUnread() {
        assertRefused(signUp("\"" + "b".repeat(10_000_000) + "@good.example\""), 413, "The body is too large.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"bob@good.example\"",
                "{\"email\":",
                "{\"email\":\"bob@good.example\"} {}",
                "{\"email\":\"bob@good.example\",\"email\":\"bob@throwaway.example\"}",
                "{\"email\":\"bob@good.example\",\"em\\u0061il\":\"bob@throwaway.example\"}",
                "{\"email\":\"bob@good.example\\",
                "{'email':'bob@good.example'}",
                "{\"email\":NaN}",
                "/* */{}",
                "\ufeff{}"
            })
    void aBodyThatCanBeReadInNoWayOrInTwoIsRefused(String body) {
        assertRefused(proved(body.getBytes(StandardCharsets.UTF_8), "application/json"), 400, UNREADABLE);
    }

    @Test
    void aBodyThatIsNestedTooDeeplyIsRefused() {
        for (String deep : List.of("[".repeat(100_000), "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}")) {
            assertRefused(proved(deep.getBytes(StandardCharsets.UTF_8), "application/json"), 400, UNREADABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1"})
    void aBodyIsUtf8WhateverItsContentTypeSays(String charset) {
        byte[] other = "{\"email\":\"böb@good.example\"}".getBytes(Charset.forName(charset));

        assertRefused(proved(other, "application/json; charset=" + charset), 400, UNREADABLE);
        byte[] utf8 = body(at("good.example")).getBytes(StandardCharsets.UTF_8);
        assertThat(json(build(builder -> builder).apply(proved(utf8, "application/json; charset=" + charset))))
                .isEqualTo(json(allowed()));
    }

    @Test
    void anOverlongFormOfACharacterIsRefused() {
        byte[] body = "{\"email\":\"bob??good.example\"}".getBytes(StandardCharsets.UTF_8);
        body[14] = (byte) 0xC1; // With the next one an at sign, for a reader that is not strict.
        body[15] = (byte) 0x80;

        assertRefused(proved(body, "application/json"), 400, UNREADABLE);
    }

    @Test
    void hugeHeadersAndNumbersDoNoHarm() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        for (String name : List.of("Authorization", "X-Api-Key", "webhook-id", "webhook-signature")) {
            headers.put(name, "Bearer v1," + "A".repeat(1_000_000));
        }
        headers.put("webhook-timestamp", "9".repeat(1_000_000));
        String body = "{\"data\":{\"jwt\":\"" + "A".repeat(200_000) + "\"},\"n\":1e999999999}";

        assertRefused(request(headers, body), 401, NO_MATCH);
    }

    private void assertRefused(HookRequest request, int status, String text) {
        assertRefused(build(builder -> builder).apply(request), status, text);
    }

    /** Nothing of a request reaches the answer, which is compared as a whole, or the log. */
    private void assertRefused(HookResponse response, int status, String text) {
        assertThat(json(response)).isEqualTo(json(error(status, text)));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers()).containsExactly(Map.entry("Content-Type", "application/json"));
        assertThat(fixture.clients).isEmpty();
        assertThat(log.lines())
                .singleElement()
                .asString()
                .matches("The hook for [a-z-]+ refused a request: " + text.replace(".", "\\.")
                        + " Further ones of this kind are logged once a minute\\.");
        log.clear();
    }
}
