/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.resilience.ResilientBackend;
import io.github.notdisposable.resilience.ServiceState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** Shows how services are doing, and how old the bundled data is. */
final class ServiceMeters implements MeterBinder {

    private final EmailChecker checker;
    private final Clock clock;

    ServiceMeters(EmailChecker checker, Clock clock) {
        this.checker = checker;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (EmailBackend backend : checker.backends()) {
            if (backend instanceof ResilientBackend service) {
                bind(service, registry);
            } else if (backend instanceof EmbeddedBackend embedded) {
                TimeGauge.builder("notdisposable.data.age", embedded, TimeUnit.DAYS, this::age)
                        .description("Age of the bundled data")
                        .register(registry);
            }
        }
    }

    private double age(EmbeddedBackend embedded) {
        return BackendReport.daysSince(embedded.dataDate(), clock);
    }

    private static void bind(ResilientBackend service, MeterRegistry registry) {
        for (ServiceState.Status status : ServiceState.Status.values()) {
            Gauge.builder(
                            "notdisposable.service.state",
                            service,
                            of -> of.state().status() == status ? 1 : 0)
                    .description("Whether the service is in a state: 1 for the one it is in, 0 for the others")
                    .tag("backend", service.name())
                    .tag("state", Words.of(status))
                    .register(registry);
        }
        Gauge.builder(
                        "notdisposable.service.in.flight",
                        service,
                        of -> of.state().underWay())
                .description("Requests to the service that are in flight")
                .tag("backend", service.name())
                .register(registry);
        Gauge.builder("notdisposable.service.cached", service, of -> of.state().cached())
                .description("Answers of the service in memory, about")
                .tag("backend", service.name())
                .register(registry);
    }
}
