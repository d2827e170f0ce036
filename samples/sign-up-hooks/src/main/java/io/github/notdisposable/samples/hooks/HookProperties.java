/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.hooks;

import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.hooks.SignUpHook;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which hooks are answered: those that are configured. Secrets come from the environment, such as {@code HOOKS_SUPABASE_SECRETS}. */
@ConfigurationProperties("hooks")
record HookProperties(
        @Nullable Firebase firebase,
        @Nullable Signed supabase,
        @Nullable Shared kratos,
        @Nullable Shared okta,
        @Nullable Entra entra,
        @Nullable Signed signedJson) {

    record Signed(List<String> secrets) {}

    record Shared(@DefaultValue("Authorization") String header, List<String> secrets) {}

    record Firebase(
            String projectId,
            List<String> audiences,
            @Nullable URI keys) {}

    record Entra(URI issuer, String clientId, @Nullable URI keys) {}

    /** {@return the hooks by the last part of their path} */
    Map<String, SignUpHook> hooks(EmailChecker checker, boolean enabled) {
        Map<String, SignUpHook.Builder> builders = new LinkedHashMap<>();
        if (firebase != null) {
            builders.put(
                    "firebase",
                    firebase.keys == null
                            ? SignUpHook.firebase(checker, firebase.projectId, firebase.audiences)
                            : SignUpHook.firebase(checker, firebase.projectId, firebase.audiences, firebase.keys));
        }
        if (supabase != null) {
            builders.put("supabase", SignUpHook.supabase(checker, supabase.secrets));
        }
        if (kratos != null) {
            builders.put("kratos", SignUpHook.kratos(checker, kratos.header, kratos.secrets));
        }
        if (okta != null) {
            builders.put("okta", SignUpHook.okta(checker, okta.header, okta.secrets));
        }
        if (entra != null) {
            builders.put(
                    "entra",
                    entra.keys == null
                            ? SignUpHook.entra(checker, entra.issuer, entra.clientId)
                            : SignUpHook.entra(checker, entra.issuer, entra.clientId, entra.keys));
        }
        if (signedJson != null) {
            builders.put("signed-json", SignUpHook.signedJson(checker, signedJson.secrets));
        }
        Map<String, SignUpHook> hooks = new LinkedHashMap<>();
        builders.forEach(
                (name, builder) -> hooks.put(name, builder.enabled(enabled).build()));
        return hooks;
    }
}
