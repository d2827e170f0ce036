/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Speaks to the sample as programs and browsers do. */
final class SampleServer {

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    SampleServer(int port) {
        this.port = port;
    }

    HttpResponse<String> signUp(String email, String language) throws Exception {
        return postJson("{\"email\":\"" + email + "\",\"password\":\"correct horse\"}", language);
    }

    HttpResponse<String> postJson(String body, String language) throws Exception {
        return send(request("/api/signups")
                .header("Content-Type", "application/json")
                .header("Accept-Language", language)
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> postForm(Map<String, String> fields, String language) throws Exception {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request("/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", language)
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path, String language) throws Exception {
        return send(request(path).header("Accept-Language", language));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Returns a value of a JSON body as text. */
    static String text(HttpResponse<String> response, String path) {
        Object value = JsonPath.read(response.body(), path);
        return value.toString();
    }

    /** Returns several values of a JSON body. */
    static List<String> texts(HttpResponse<String> response, String path) {
        return JsonPath.read(response.body(), path);
    }
}
