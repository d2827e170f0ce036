/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hook reads of a verified request.
 *
 * @param emails the addresses to check; none if the user has none
 * @param client the client's address as the provider reports it
 * @param locale the user's language, as a language tag
 */
record SignUp(
        List<String> emails,
        @Nullable String client,
        @Nullable String locale) {

    @Override
    public String toString() {
        return "SignUp[hidden]";
    }
}
