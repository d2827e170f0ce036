/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import java.util.Map;

/**
 * What to answer the identity provider. The body is JSON in UTF-8.
 *
 * @param status the HTTP status
 * @param headers the headers, each with one value
 * @param body the body, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares answers; a copy for each would help nobody.
public record HookResponse(int status, Map<String, String> headers, byte[] body) {

    /**
     * Creates a response.
     *
     * @param status the HTTP status
     * @param headers the headers, each with one value
     * @param body the body
     */
    public HookResponse {
        headers = Map.copyOf(headers);
    }
}
