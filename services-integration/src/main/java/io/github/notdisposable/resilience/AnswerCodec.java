/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.AnswerStore;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of answers in an {@link AnswerStore}: a small JSON document with a version, under a hashed key. */
final class AnswerCodec {

    /** Stands in every value, so that another release that reads it knows whether it can. */
    private static final int VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An answer and when it was given.
     *
     * @param answer the answer
     * @param given the moment
     */
    record StoredAnswer(BackendAnswer answer, Instant given) {}

    private AnswerCodec() {}

    static String key(String backend, QuestionKey question) {
        String text = question.kind() + "\n" + question.localPart() + "\n" + question.domain();
        return backend + ':' + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(text));
    }

    static byte[] encode(BackendAnswer answer, Instant given) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION)
                .put("at", given.toEpochMilli())
                .put("scope", answer.scope().name());
        answer.category().ifPresent(category -> json.put("category", category.name()));
        ArrayNode traits = json.putArray("traits");
        answer.traits().forEach(trait -> traits.add(trait.name()));
        answer.normalized().ifPresent(text -> json.put("normalized", text));
        answer.suggestion().ifPresent(text -> json.put("suggestion", text));
        answer.root().ifPresent(text -> json.put("root", text));
        answer.subdomain().ifPresent(is -> json.put("subdomain", is));
        answer.provider().ifPresent(text -> json.put("provider", text));
        answer.matchedEntry().ifPresent(text -> json.put("entry", text));
        answer.detail().ifPresent(text -> json.put("detail", text));
        if (!answer.details().isEmpty()) {
            ObjectNode details = json.putObject("details");
            answer.details().forEach(details::put);
        }
        ArrayNode servers = json.putArray("servers");
        answer.mailServers()
                .forEach(server ->
                        servers.addObject().put("host", server.hostname()).put("priority", server.priority()));
        ArrayNode providers = json.putArray("providers");
        answer.mailProviders()
                .forEach(provider -> providers
                        .addObject()
                        .put("slug", provider.slug())
                        .put("type", provider.serviceType())
                        .put("grade", provider.grade()));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns null if the value is not one of this version's. */
    static @Nullable StoredAnswer decodeOrNull(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            return json != null && json.path("v").asInt() == VERSION ? decode(json) : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static StoredAnswer decode(JsonNode json) {
        BackendAnswer.Builder answer =
                BackendAnswer.about(Scope.valueOf(json.path("scope").asText()));
        if (json.hasNonNull("category")) {
            answer.category(Category.valueOf(json.path("category").asText()));
        }
        for (JsonNode trait : json.path("traits")) {
            answer.trait(EmailTrait.valueOf(trait.asText()));
        }
        for (Map.Entry<String, JsonNode> field : json.path("details").properties()) {
            answer.detail(field.getKey(), field.getValue().textValue());
        }
        List<MailServer> servers = new ArrayList<>();
        for (JsonNode server : json.path("servers")) {
            servers.add(new MailServer(
                    server.path("host").asText(), server.path("priority").asInt()));
        }
        List<MailProvider> providers = new ArrayList<>();
        for (JsonNode provider : json.path("providers")) {
            providers.add(new MailProvider(
                    provider.path("slug").asText(), textOrNull(provider, "type"), textOrNull(provider, "grade")));
        }
        return new StoredAnswer(
                answer.normalized(textOrNull(json, "normalized"))
                        .suggestion(textOrNull(json, "suggestion"))
                        .root(textOrNull(json, "root"))
                        .subdomain(
                                json.has("subdomain") ? json.path("subdomain").asBoolean() : null)
                        .provider(textOrNull(json, "provider"))
                        .matchedEntry(textOrNull(json, "entry"))
                        .detail(textOrNull(json, "detail"))
                        .mailServers(servers)
                        .mailProviders(providers)
                        .build(),
                Instant.ofEpochMilli(json.path("at").asLong()));
    }

    private static @Nullable String textOrNull(JsonNode json, String field) {
        return json.path(field).textValue();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            // Every JDK has it.
            throw new IllegalStateException(e);
        }
    }
}
