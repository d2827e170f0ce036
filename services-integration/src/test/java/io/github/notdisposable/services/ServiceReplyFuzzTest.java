/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.UnavailableReason;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a service replies, it is an answer. The first two bytes are the status, the lower one first; the rest is the body. */
class ServiceReplyFuzzTest {

    private static final Path SEEDS = Path.of(
            "src/test/resources/io/github/notdisposable/services/ServiceReplyFuzzTestInputs/anyReplyIsAnAnswer");

    @FuzzTest
    void anyReplyIsAnAnswer(byte[] bytes) {
        Reply reply = reply(bytes);
        for (BackendAnswer answer : answers(reply)) {
            assertThat(answer.isAvailable())
                    .isEqualTo(answer.unavailableReason().isEmpty());
            JsonNode json = reply.jsonObject();
            if (answer.isAvailable()) {
                assertThat(json).as("a verdict comes from JSON alone").isNotNull();
                boolean banned =
                        answer.category().filter(Category.BANNED::equals).isPresent();
                assertThat(reply.status() == 403).isEqualTo(banned);
                assertThat(reply.isSuccess()).isEqualTo(!banned);
            }
            answer.details().forEach((field, value) -> assertThat(value).hasSizeBetween(1, 500));
            assertThat(answer.errorCode().orElse("x")).matches("[A-Za-z][A-Za-z0-9_-]{0,63}");
        }
    }

    @Test
    void seedsReachVerdictsBansAndErrors() throws IOException {
        Set<String> outcomes = new TreeSet<>();
        try (Stream<Path> seeds = Files.list(SEEDS)) {
            for (Path seed : seeds.toList()) {
                answers(reply(Files.readAllBytes(seed))).forEach(answer -> outcomes.add(Replies.outcome(answer)));
            }
        }
        assertThat(outcomes)
                .contains(
                        "BANNED",
                        "BLACK ADDRESS DISPOSABLE",
                        "MALFORMED_ANSWER",
                        "REFUSED_INPUT",
                        "UNAUTHORIZED invalid_token");
    }

    private static List<BackendAnswer> answers(Reply reply) {
        JsonMapping mapping = new JsonMapping();
        mapping.category = JsonPointer.compile("/category");
        mapping.bannedStatus = 403;
        mapping.traits.put(
                EmailTrait.PUBLIC, new ValueMatcher(JsonPointer.compile("/data/classification/is_public"), "true"));
        mapping.fields.put(JsonBackend.Field.SUGGESTION, JsonPointer.compile("/data/input/suggestion"));
        mapping.errors.put(
                UnavailableReason.SERVER_ERROR, new ValueMatcher(JsonPointer.compile("/data/error"), "*internal*"));
        return List.of(
                UserCleaningReply.read(reply),
                StopRegReply.read(reply, Scope.ADDRESS, true),
                mapping.checkedCopy().read(reply, Scope.ADDRESS, true));
    }

    private static Reply reply(byte[] bytes) {
        int number = bytes.length < 2 ? 200 : (bytes[0] & 0xFF) + ((bytes[1] & 0xFF) << 8);
        byte[] body = bytes.length < 2 ? bytes : Arrays.copyOfRange(bytes, 2, bytes.length);
        return new Reply(
                200 + Math.floorMod(number - 200, 400),
                HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (name, value) -> true),
                body,
                Clock.systemUTC());
    }
}
