/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/** Makes responses of JSON. */
final class Answers {

    static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static ResponseDefinition json(int status, JsonNode body) {
        return builder(status, body).build();
    }

    static ResponseDefinitionBuilder builder(int status, JsonNode body) {
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body.toString());
    }
}
