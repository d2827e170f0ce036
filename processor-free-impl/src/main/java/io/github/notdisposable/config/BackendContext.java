/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.backend.AnswerStore;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.http.HttpSettings;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The settings and shared parts from which a {@link BackendProvider} creates a backend. Immutable and thread-safe. */
public final class BackendContext {

    private final Settings settings;
    private final HttpSettings http;
    private final @Nullable AnswerStore answers;
    private final UnaryOperator<EmailBackend> services;

    BackendContext(
            Settings settings, HttpSettings http, @Nullable AnswerStore answers, UnaryOperator<EmailBackend> services) {
        this.settings = settings;
        this.http = http;
        this.answers = answers;
        this.services = services;
    }

    /** {@return all settings} */
    public Settings settings() {
        return settings;
    }

    /** {@return how to reach a service, as {@code notdisposable.http.*} says} */
    public HttpSettings http() {
        return http;
    }

    /**
     * Wraps a backend as {@link ConfiguredChecker.Builder#customizeService} says. To be called on what sends requests, before a cache is put
     * around it.
     *
     * @param service sends one request for each question
     * @return the backend to use in its place
     */
    public EmailBackend customized(EmailBackend service) {
        return services.apply(service);
    }

    /** {@return the store in which several machines share the answers of services; empty if they do not} */
    public Optional<AnswerStore> answers() {
        return Optional.ofNullable(answers);
    }
}
