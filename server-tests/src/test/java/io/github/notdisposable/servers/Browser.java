/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Somebody at an application: with a language, an address of their own, and a session. */
final class Browser {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI application;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** Opens a browser; {@code application} ends with a slash. */
    Browser(URI application, String language) {
        this.application = application;
        headers.put("Accept-Language", language);
    }

    /** Sets a header of all requests. */
    Browser header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(request(application.resolve(path)).GET());
    }

    HttpResponse<String> post(String path, String type, String body) throws IOException {
        return send(request(application.resolve(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Document page(String path) throws IOException {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.statusCode() + "\n" + response.body());
        }
        return Jsoup.parse(response.body(), response.uri().toString());
    }

    /** Opens a page, fills in its form and sends it with its button. */
    Document submit(String path, Map<String, String> values) throws IOException {
        Element form = page(path).selectFirst("form");
        Map<String, String> fields = fields(form, values);
        fields.put("f:send", "Send");
        HttpResponse<String> response = send(form(form, fields));
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.statusCode() + "\n" + response.body());
        }
        return Jsoup.parse(response.body(), response.uri().toString());
    }

    /** Does the same as the page's script would by Ajax. */
    HttpResponse<String> submitByAjax(String path, Map<String, String> values, String render) throws IOException {
        Element form = page(path).selectFirst("form");
        Map<String, String> fields = fields(form, values);
        fields.put("jakarta.faces.partial.ajax", "true");
        fields.put("jakarta.faces.source", "f:send");
        fields.put("jakarta.faces.partial.execute", "f f:send");
        fields.put("jakarta.faces.partial.render", render);
        fields.put("f:send", "f:send");
        return send(form(form, fields).header("Faces-Request", "partial/ajax"));
    }

    private static Map<String, String> fields(Element form, Map<String, String> values) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Element input : form.select("input[name]:not([type=submit])")) {
            fields.put(input.attr("name"), input.attr("value"));
        }
        fields.putAll(values);
        return fields;
    }

    private HttpRequest.Builder form(Element form, Map<String, String> fields) {
        return request(URI.create(form.absUrl("action")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"))));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
