/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.checker.EmailChecker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A checker whose backend knows a few domains, the time, and what providers sign. */
final class HookFixture {

    static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    static final String SECRET = secret("a secret of some length");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final AtomicBoolean outage = new AtomicBoolean(true);
    final AtomicLong nanos = new AtomicLong();
    final List<String> clients = new ArrayList<>();
    final List<Duration> timeLeft = new ArrayList<>();

    final EmailChecker checker = EmailChecker.builder()
            .backend(new Backend())
            .deadline(Duration.ofSeconds(30))
            .build();

    /** From now on silent.example is as good as others. */
    void outageEnds() {
        outage.set(false);
    }

    SignUpHook build(SignUpHook.Builder builder) {
        return builder.clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .nanoTime(nanos::get)
                .build();
    }

    static String secret(String text) {
        return "whsec_" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, String> signedHeaders(String secret, String id, Instant at, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json; charset=utf-8");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", String.valueOf(at.getEpochSecond()));
        headers.put("webhook-signature", sign(secret, id, at, body));
        return headers;
    }

    static HookRequest signed(String body) {
        return request(signedHeaders(SECRET, "msg_1", NOW, body), body);
    }

    static String sign(String secret, String id, Instant at, String body) {
        try {
            return new Webhook(secret).sign(id, at.getEpochSecond(), body);
        } catch (WebhookSigningException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static HookRequest request(Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return HookRequest.of(lists, body.getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode json(HookResponse response) {
        try {
            return MAPPER.readTree(response.body());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Knows by the domain: throwaway.example, grey.example, silent.example, broken.example; all else is good. */
    private final class Backend implements EmailBackend {

        @Override
        public String name() {
            return "fixture";
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            clients.add(query.client().map(client -> client.address()).orElse("none"));
            timeLeft.add(query.deadline().remaining());
            return switch (query.domain()) {
                case "throwaway.example" ->
                    BackendAnswer.about(Scope.DOMAIN)
                            .trait(EmailTrait.DISPOSABLE)
                            .suggestion("gmail.com")
                            .build();
                case "grey.example" ->
                    BackendAnswer.about(Scope.DOMAIN).category(Category.GREY).build();
                case "silent.example" ->
                    outage.get()
                            ? BackendAnswer.unavailable(UnavailableReason.TIMEOUT)
                            : BackendAnswer.about(Scope.DOMAIN).build();
                default -> BackendAnswer.about(Scope.DOMAIN).build();
            };
        }
    }
}
