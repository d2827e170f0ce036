/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.examples;

import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.hooks.HookRequest;
import io.github.notdisposable.hooks.HookResponse;
import io.github.notdisposable.hooks.SignUpHook;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SignUpHooks {

    private SignUpHooks() {}

    static HookResponse ofAClass(EmailChecker checker, String secret, Map<String, List<String>> headers, byte[] body) {
        SignUpHook hook = SignUpHook.supabase(checker, List.of(secret)).build();
        HookResponse response = hook.apply(HookRequest.of(headers, body));
        return response;
    }

    static boolean beforeCreateUser(EmailChecker checker, String email) {
        Optional<EmailDecision> decision = checker.decide(email, EmailRule.of(EmailPolicy.DISPOSABLE_ONLY));
        boolean allowed = decision.map(EmailDecision::isAllowed).orElse(true);
        return allowed;
    }
}
