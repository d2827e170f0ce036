/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a browser does with Keycloak's pages: keeps cookies by their path, follows redirects within the server, and posts the form of a page.
 * Cookies that are marked as secure are sent although there is no TLS, as browsers do for a loopback address.
 */
final class Browser {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern ACTION = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");

    private final URI server;
    private final Map<String, String> headers;
    private final Map<String, HttpCookie> cookies = new LinkedHashMap<>();

    /**
     * A page, or the redirect that leaves the server.
     *
     * @param uri where it is
     * @param html its text, empty for a redirect
     */
    record Page(URI uri, String html) {

        /** Tells whether the login is over: the application gets a code. */
        boolean isLoggedIn() {
            return uri.toString().startsWith(Realms.APPLICATION)
                    && uri.getQuery().contains("code=");
        }

        private URI action() {
            Matcher form = ACTION.matcher(html);
            if (!form.find()) {
                throw new AssertionError("No form on " + uri + ":\n" + html);
            }
            return uri.resolve(form.group(1).replace("&amp;", "&"));
        }
    }

    Browser(URI server, Map<String, String> headers) {
        this.server = server;
        this.headers = headers;
    }

    Page get(String path) throws IOException, InterruptedException {
        return follow(HttpRequest.newBuilder(server.resolve(path)));
    }

    Page submit(Page page, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return follow(HttpRequest.newBuilder(page.action())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private Page follow(HttpRequest.Builder first) throws IOException, InterruptedException {
        HttpRequest.Builder next = first;
        for (int hop = 0; hop < 20; hop++) {
            URI uri = next.build().uri();
            headers.forEach(next::setHeader);
            String sent = cookies.values().stream()
                    .filter(cookie -> uri.getPath().startsWith(cookie.getPath()))
                    .map(cookie -> cookie.getName() + '=' + cookie.getValue())
                    .collect(Collectors.joining("; "));
            if (!sent.isEmpty()) {
                next.setHeader("Cookie", sent);
            }
            HttpResponse<String> response = HTTP.send(next.build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            if (response.statusCode() / 100 != 3) {
                return new Page(uri, response.body());
            }
            URI target = uri.resolve(response.headers().firstValue("Location").orElseThrow());
            if (!target.getAuthority().equals(server.getAuthority())) {
                return new Page(target, "");
            }
            next = HttpRequest.newBuilder(target);
        }
        throw new AssertionError("Too many redirects");
    }

    private void keep(String line) {
        for (HttpCookie cookie : HttpCookie.parse(line)) {
            String key = cookie.getPath() + ' ' + cookie.getName();
            if (cookie.getMaxAge() == 0) {
                cookies.remove(key);
            } else {
                cookies.put(key, cookie);
            }
        }
    }
}
