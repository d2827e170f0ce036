/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.notdisposable.hooks.HookException.Problem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What differs between identity providers: how the caller proves itself, where the address stands, and how an answer is written. */
interface HookProvider {

    String name();

    /** How long a check may take: below the time after which the provider gives up. */
    Duration deadline();

    /**
     * Returns the part of the body that is the provider's word.
     *
     * @param now the time
     * @param window how far the time of a request may lie from now
     * @throws HookException if the caller does not prove to be the provider
     */
    JsonNode verify(HookRequest request, JsonNode body, Instant now, Duration window) throws HookException;

    SignUp read(JsonNode verified, HookRequest request);

    /**
     * Lets the user in.
     *
     * @param mark what is passed on about the address; {@code null} for nothing
     */
    HookResponse allow(@Nullable Mark mark);

    HookResponse refuse(Refusal refusal);

    HookResponse fail(Problem problem);

    /** A name and a value that the provider is to keep with the user. */
    record Mark(String name, String value) {}

    /**
     * Why a user is refused.
     *
     * @param code the reason's code
     * @param text the message, in the user's language
     * @param suggestion the domain that was probably meant
     */
    record Refusal(String code, String text, @Nullable String suggestion) {}
}
