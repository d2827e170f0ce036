/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.notdisposable.checker.RefusalReason;
import io.github.notdisposable.hooks.HookException.Problem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What differs between identity providers: how the caller proves itself, where the address stands, and how an answer is written. */
abstract class HookProvider {

    private final String name;
    private final Duration deadline;
    private final Proof proof;

    /**
     * @param name its name in the log
     * @param deadline how long a check may take: below the time after which the provider gives up
     * @param proof how the caller proves to be the provider
     */
    HookProvider(String name, Duration deadline, Proof proof) {
        this.name = name;
        this.deadline = deadline;
        this.proof = proof;
    }

    final String name() {
        return name;
    }

    final Duration deadline() {
        return deadline;
    }

    final Proof proof() {
        return proof;
    }

    /** {@return the header by which a retry is known; {@code null} where the body tells requests apart} */
    @Nullable
    String retryHeader() {
        return null;
    }

    /**
     * Reads a verified event.
     *
     * @return the sign-up; {@code null} if the event is another, which is let through
     * @throws HookException if an address is there that is no text
     */
    abstract @Nullable SignUp read(JsonNode verified) throws HookException;

    /**
     * Lets the user in.
     *
     * @param mark what is passed on about the address; {@code null} for nothing
     */
    abstract HookResponse allow(@Nullable Mark mark);

    abstract HookResponse refuse(Refusal refusal);

    abstract HookResponse fail(Problem problem);

    /** How a caller proves to be the provider. */
    @FunctionalInterface
    interface Proof {

        /**
         * Returns what is the provider's word: the body, or a part of it.
         *
         * @param now the time
         * @param window how far the time of a request may lie from now
         * @throws HookException if the caller does not prove to be the provider
         */
        JsonNode verify(HookRequest request, JsonNode body, Instant now, Duration window) throws HookException;
    }

    /** A name and a value that the provider is to keep with the user. */
    record Mark(String name, String value) {}

    /**
     * Why a user is refused.
     *
     * @param reason the reason
     * @param text the message, in the user's language
     * @param suggestion the domain that was probably meant
     */
    record Refusal(
            RefusalReason reason, String text, @Nullable String suggestion) {}
}
