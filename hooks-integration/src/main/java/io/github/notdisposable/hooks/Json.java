/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.notdisposable.hooks.HookException.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes the bodies of hooks. */
final class Json {

    private static final int MAX_DEPTH = 64;

    /** Strict where two readers could see two things: a key that stands twice, text after the end. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static JsonNode read(byte[] body) throws HookException {
        try {
            // Strict, where Jackson takes UTF-16 and overlong forms, too.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode read = MAPPER.readTree(text);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (IOException unreadable) {
            throw new HookException(Problem.UNREADABLE);
        }
        throw new HookException(Problem.UNREADABLE);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** {@return the text at a pointer, without white space around it; {@code null} if there is none} */
    static @Nullable String text(JsonNode node, String pointer) {
        JsonNode found = node.at(pointer);
        return found.isTextual() && !found.textValue().isBlank()
                ? found.textValue().strip()
                : null;
    }

    /**
     * Returns the addresses at some pointers, without white space around them and without those that are there before.
     *
     * @throws HookException if something else stands there than a text: two readers could see two addresses
     */
    static List<String> texts(JsonNode node, String... pointers) throws HookException {
        Set<String> texts = new LinkedHashSet<>();
        for (String pointer : pointers) {
            JsonNode found = node.at(pointer);
            if (!found.isTextual() && !found.isMissingNode() && !found.isNull()) {
                throw new HookException(Problem.UNREADABLE);
            }
            String text = text(node, pointer);
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    static HookResponse response(int status, JsonNode body) {
        try {
            return new HookResponse(status, Map.of("Content-Type", "application/json"), MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree cannot be written", impossible);
        }
    }
}
