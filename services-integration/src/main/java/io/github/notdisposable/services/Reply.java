/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.notdisposable.address.DomainName;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.UnavailableReason;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a service sent. */
final class Reply {

    /** The longest text that is taken over from a service: longer than any domain, provider or explanation. */
    private static final int MAX_TEXT = 500;

    private static final int MAX_DETAILS = 20;

    private static final Duration EON = Duration.ofDays(365);
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** An address, or its domain, in a text. */
    private static final Pattern ADDRESS = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"@\\S*|\\S*[@\uFF20]\\S*|[\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)+");

    private static final Pattern JSON_TYPE = Pattern.compile("[a-z]+/([a-z0-9.-]+\\+)?json");

    private static final ObjectReader JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final Clock clock;

    Reply(int status, HttpHeaders headers, byte[] body, Clock clock) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.clock = clock;
    }

    int status() {
        return status;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Returns the body if it is one JSON object in UTF-8, and not said to be something else; null otherwise. */
    @Nullable
    JsonNode jsonObject() {
        if (headers.firstValue("Content-Encoding")
                        .filter(coding -> !coding.equalsIgnoreCase("identity"))
                        .isPresent()
                || headers.firstValue("Content-Type")
                        .filter(type -> !isJson(type))
                        .isPresent()) {
            return null;
        }
        try {
            JsonNode json = JSON.readTree(body);
            return json != null && json.isObject() ? json : null;
        } catch (JacksonException e) {
            return null;
        } catch (IOException e) {
            // Not thrown in memory.
            return null;
        }
    }

    /** Returns how an answer that is none is passed on, by its status alone. */
    BackendAnswer unavailable() {
        return unavailable(reasonOf(status), null);
    }

    BackendAnswer unavailable(UnavailableReason reason, @Nullable String code) {
        return BackendAnswer.unavailable(
                reason,
                retryAfter().orElse(null),
                code != null && CODE.matcher(code).matches() ? code : null);
    }

    private static UnavailableReason reasonOf(int status) {
        return switch (status) {
            case 400, 422 -> UnavailableReason.REFUSED_INPUT;
            case 401, 403 -> UnavailableReason.UNAUTHORIZED;
            case 402 -> UnavailableReason.QUOTA_EXHAUSTED;
            case 429 -> UnavailableReason.RATE_LIMITED;
            default -> status >= 500 ? UnavailableReason.SERVER_ERROR : UnavailableReason.MALFORMED_ANSWER;
        };
    }

    /** Reads {@code Retry-After} (RFC 9110 section 10.2.3). A date is compared with the service's own clock, if it tells the time. */
    private Optional<Duration> retryAfter() {
        if (isSuccess()) {
            return Optional.empty();
        }
        String text = headers.firstValue("Retry-After").orElse("").strip();
        if (DIGITS.matcher(text).matches()) {
            return Optional.of(text.length() > 8 ? EON : Duration.ofSeconds(Long.parseLong(text)));
        }
        Instant now = clock.instant();
        Instant until = HttpDate.parseOrNull(text, now);
        if (until == null) {
            return Optional.empty();
        }
        Instant sent =
                HttpDate.parseOrNull(headers.firstValue("Date").orElse("").strip(), now);
        Duration wait = Duration.between(sent != null ? sent : now, until);
        return wait.isNegative() ? Optional.empty() : Optional.of(wait);
    }

    private static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        return JSON_TYPE.matcher(type.strip().toLowerCase(Locale.ROOT)).matches();
    }

    /** Returns a text that is there and not too long to be what it is said to be; null otherwise. */
    static @Nullable String textOrNull(JsonNode node) {
        String text = node.isTextual() ? node.textValue() : null;
        return text == null || text.isBlank() || text.length() > MAX_TEXT ? null : text;
    }

    /** Returns a text that is not long without the addresses and domains in it, which are what somebody typed. */
    static String withoutAddresses(String text) {
        return ADDRESS.matcher(text).replaceAll(" ");
    }

    /** Returns a domain, or the domain of an address, in canonical form; null if the text is neither. */
    static @Nullable String domainOrNull(JsonNode node) {
        String text = textOrNull(node);
        return text == null
                ? null
                : DomainName.canonical(text.substring(text.lastIndexOf('@') + 1))
                        .orElse(null);
    }

    /** Returns a number as text; null if it is none. */
    static @Nullable String numberOrNull(JsonNode node) {
        return node.isNumber() ? node.asText() : null;
    }

    /** Adds each field of the object that is a text, a number or a boolean, the first {@value #MAX_DETAILS} of them. */
    static void addDetails(BackendAnswer.Builder answer, JsonNode json, Set<String> except) {
        int added = 0;
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            JsonNode value = field.getValue();
            String text = value.isNumber() || value.isBoolean() ? value.asText() : textOrNull(value);
            if (text != null
                    && added < MAX_DETAILS
                    && !except.contains(field.getKey())
                    && CODE.matcher(field.getKey()).matches()) {
                answer.detail(field.getKey(), text);
                added++;
            }
        }
    }
}
