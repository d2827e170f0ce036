/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.embedded.RefreshResult;
import io.github.notdisposable.resilience.ResilientBackend;
import io.github.notdisposable.resilience.ServiceState;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a backend is doing, for health pages and the endpoint.
 *
 * @param name the backend's name
 * @param healthy whether it answers, and nothing about it needs a person
 * @param details what is known, by short names; values are texts, numbers and lists
 */
record BackendReport(String name, boolean healthy, Map<String, Object> details) {

    static BackendReport of(EmailBackend backend, Clock clock) {
        Map<String, Object> details = new LinkedHashMap<>();
        boolean healthy = true;
        if (backend instanceof ResilientBackend service) {
            healthy = addState(service.state(), details);
        } else if (backend instanceof EmbeddedBackend embedded) {
            healthy = addData(embedded, clock, details);
        }
        String warning = backend.warning().orElse(null);
        if (warning != null) {
            details.put("warning", warning);
            healthy = false;
        }
        return new BackendReport(backend.name(), healthy, details);
    }

    static long daysSince(LocalDate date, Clock clock) {
        return ChronoUnit.DAYS.between(date, LocalDate.now(clock));
    }

    private static boolean addState(ServiceState state, Map<String, Object> details) {
        details.put("state", Words.of(state.status()));
        if (state.reason() != null) {
            details.put("reason", Words.of(state.reason()));
        }
        if (state.errorCode() != null) {
            details.put("errorCode", state.errorCode());
        }
        if (!state.askedAgainIn().isZero()) {
            details.put("askedAgainInSeconds", state.askedAgainIn().toSeconds());
        }
        details.put("inFlight", state.underWay());
        details.put("cached", state.cached());
        return state.status() == ServiceState.Status.ANSWERING;
    }

    private static boolean addData(EmbeddedBackend embedded, Clock clock, Map<String, Object> details) {
        details.put("dataDate", embedded.dataDate().toString());
        details.put("dataAgeDays", daysSince(embedded.dataDate(), clock));
        List<RefreshResult> lists = embedded.lastRefresh();
        if (!lists.isEmpty()) {
            details.put("lists", lists.stream().map(ListReport::of).toList());
        }
        return lists.stream().noneMatch(list -> list.problem().isPresent());
    }
}
