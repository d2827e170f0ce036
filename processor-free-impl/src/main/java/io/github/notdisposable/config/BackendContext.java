/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.backend.AnswerStore;
import io.github.notdisposable.http.HttpSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link BackendProvider} makes a backend from. Immutable and thread-safe. */
public final class BackendContext {

    private final Settings settings;
    private final HttpSettings http;
    private final @Nullable AnswerStore answers;

    BackendContext(Settings settings, HttpSettings http, @Nullable AnswerStore answers) {
        this.settings = settings;
        this.http = http;
        this.answers = answers;
    }

    /** {@return all settings} */
    public Settings settings() {
        return settings;
    }

    /** {@return how to reach a service, as {@code notdisposable.http.*} says} */
    public HttpSettings http() {
        return http;
    }

    /** {@return where several machines share the answers of services; empty if they do not} */
    public Optional<AnswerStore> answers() {
        return Optional.ofNullable(answers);
    }
}
