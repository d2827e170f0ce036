/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.http.HttpSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The request of a backend that is configured: a URL, headers and a body with placeholders. Immutable and thread-safe. */
final class RequestTemplate {

    private static final String ADDRESS = "{address}";
    private static final String DOMAIN = "{domain}";
    private static final String CLIENT = "{client}";
    private static final String KEY = "{key}";
    private static final Pattern BASIC = Pattern.compile("\\{basic:([A-Za-z0-9_-]*)}");

    private final String method;
    private final String url;
    private final Map<String, String> headers;
    private final @Nullable String body;

    /**
     * Creates a template.
     *
     * @param url the URL; {@code null} if it is not set
     * @param key the account's key; {@code null} if there is none
     * @throws IllegalArgumentException if the URL cannot be used, or a placeholder has nothing to stand for
     */
    RequestTemplate(
            String method,
            @Nullable String url,
            Map<String, String> headers,
            @Nullable String body,
            @Nullable String key,
            HttpSettings http) {
        this.method = method;
        this.url = checked(url, key, http);
        this.headers = new LinkedHashMap<>();
        headers.forEach((header, value) -> this.headers.put(header, withKey(value, key, UnaryOperator.identity())));
        this.body = body == null ? null : withKey(body, key, Encoding::json);
    }

    private static String checked(@Nullable String url, @Nullable String key, HttpSettings http) {
        if (url == null) {
            throw new IllegalArgumentException(
                    "'url' must be set, such as https://mail.example.com/check?email={address}");
        }
        String template = url.strip();
        if (filledWith(template, "").matches("(?s).*[{}].*")) {
            throw new IllegalArgumentException(
                    "'url' must have no other braces than {address}, {domain}, {client} and {key}");
        }
        // A placeholder must not choose the host: the key would go wherever the address says.
        URI one = Checks.url("url", filledWith(template, "a"), http);
        URI other = Checks.url("url", filledWith(template, "b"), http);
        if (!one.getRawAuthority().equals(other.getRawAuthority())) {
            throw new IllegalArgumentException("'url' must not have a placeholder in its host");
        }
        return withKey(template, key, Encoding::percent);
    }

    private static String filledWith(String template, String text) {
        return filled(template.replace(KEY, text), text, text, text, UnaryOperator.identity());
    }

    private static String withKey(String template, @Nullable String key, UnaryOperator<String> encoding) {
        Matcher basic = BASIC.matcher(template);
        if (!template.contains(KEY) && !basic.find()) {
            return template;
        }
        String known = Checks.key("apiKey", key);
        return basic.replaceAll(user -> "Basic "
                        + Base64.getEncoder()
                                .encodeToString((user.group(1) + ':' + known).getBytes(StandardCharsets.UTF_8)))
                .replace(KEY, encoding.apply(known));
    }

    /** Returns whether the whole address is sent. */
    boolean sendsAddress() {
        return names(ADDRESS);
    }

    /** Returns whether the client is sent. */
    boolean sendsClient() {
        return names(CLIENT);
    }

    private boolean names(String placeholder) {
        return url.contains(placeholder)
                || (body != null && body.contains(placeholder))
                || headers.values().stream().anyMatch(value -> value.contains(placeholder));
    }

    HttpRequest request(BackendQuery query) {
        String address = query.address().map(EmailAddress::text).orElse("");
        String domain = query.domain();
        String client = query.client().map(ClientIp::address).orElse("unknown");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(filled(url, address, domain, client, Encoding::percent)))
                .header("Accept", "application/json");
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        // An address of a client needs no encoding in a header, and a service would not decode it there.
        headers.forEach((header, value) -> request.setHeader(
                header, filled(value.replace(CLIENT, client), address, domain, client, Encoding::percent)));
        return request.method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(filled(body, address, domain, client, Encoding::json)))
                .build();
    }

    private static String filled(
            String template, String address, String domain, String client, UnaryOperator<String> encoding) {
        // The domain and the client hold no brace, so that the address, put in last, is not taken for a template.
        return template.replace(DOMAIN, encoding.apply(domain))
                .replace(CLIENT, encoding.apply(client))
                .replace(ADDRESS, encoding.apply(address));
    }
}
