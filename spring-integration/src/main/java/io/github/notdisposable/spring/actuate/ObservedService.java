/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import java.util.Set;

/** Makes an observation of each request to a service: a span and a timer that name the service and the outcome, and nothing of the request. */
final class ObservedService implements EmailBackend {

    private final EmailBackend service;
    private final ObservationRegistry registry;

    ObservedService(EmailBackend service, ObservationRegistry registry) {
        this.service = service;
        this.registry = registry;
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        Observation observation = Observation.createNotStarted("notdisposable.service.call", registry)
                .contextualName("notdisposable " + service.name())
                .lowCardinalityKeyValue("backend", service.name())
                .lowCardinalityKeyValue("reason", Words.NONE);
        return observation.observe(() -> {
            BackendAnswer answer = service.check(query);
            answer.unavailableReason()
                    .ifPresent(reason -> observation.lowCardinalityKeyValue("reason", Words.of(reason)));
            return answer;
        });
    }

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public BackendAnswer.Scope scope() {
        return service.scope();
    }

    @Override
    public Optional<String> warning() {
        return service.warning();
    }

    @Override
    public Optional<BackendAnswer> listed(String domain) {
        return service.listed(domain);
    }

    @Override
    public Screen screen(Set<EmailTrait> wanted) {
        return service.screen(wanted);
    }

    @Override
    public void close() {
        service.close();
    }
}
