/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hook reads of a verified request.
 *
 * @param emails the addresses to check; none if the user has none
 * @param signsUp whether the provider asks for a sign-up: other events are let through
 * @param client the client's address as the provider reports it
 * @param locale the user's language, as a language tag
 * @param id what a retry has in common with the first request; {@code null} if the provider gives nothing, then the body counts
 */
record SignUp(
        List<String> emails,
        boolean signsUp,
        @Nullable String client,
        @Nullable String locale,
        @Nullable String id) {

    @Override
    public String toString() {
        return "SignUp[hidden]";
    }
}
