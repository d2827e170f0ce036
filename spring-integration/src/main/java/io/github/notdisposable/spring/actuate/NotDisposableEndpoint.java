/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.client.ClientGroup;
import io.github.notdisposable.embedded.EmbeddedBackend;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Lets an operator look up domains, list, set and lift bans, and refresh the data.
 *
 * <p>Bans name clients, and a lookup may ask a service that is paid for: there is no access unless
 * {@code management.endpoint.notdisposable.access} grants it, however endpoints are exposed.
 */
@Endpoint(id = "notdisposable", defaultAccess = Access.NONE)
final class NotDisposableEndpoint {

    private static final String BANS = "bans";
    private static final String DOMAINS = "domains";
    private static final String REFRESH = "refresh";

    private final EmailChecker checker;
    private final @Nullable AbuseShield shield;
    private final Duration banTime;
    private final Clock clock;

    NotDisposableEndpoint(EmailChecker checker, @Nullable AbuseShield shield, Duration banTime, Clock clock) {
        this.checker = checker;
        this.shield = shield;
        this.banTime = banTime;
        this.clock = clock;
    }

    /** Returns how the backends are doing. */
    @ReadOperation
    Overview overview() {
        return new Overview(checker.backends().stream()
                .map(backend -> BackendReport.of(backend, clock))
                .toList());
    }

    /** Returns the bans; null, which is not found, for any other part. */
    @ReadOperation
    @Nullable
    Bans list(@Selector String part) {
        return part.equals(BANS)
                ? new Bans(shield().bans().stream().map(BanReport::of).toList())
                : null;
    }

    /** Returns the verdict on a domain; null, which is not found, for any other part. */
    @ReadOperation
    @Nullable
    DomainReport lookUp(@Selector String part, @Selector String name) {
        if (!part.equals(DOMAINS)) {
            return null;
        }
        return checker.checkDomain(name, EnumSet.allOf(EmailTrait.class))
                .map(DomainReport::of)
                .orElseThrow(() -> invalid("This is no domain name"));
    }

    /**
     * Bans a client or a domain, or refreshes the lists.
     *
     * @param part {@code bans} or {@code refresh}
     * @param subject whom to ban: a client's address, or a domain
     * @param time for how long; {@code notdisposable.abuse.ban} by default
     * @param message the text that the banned client may be shown
     */
    @WriteOperation
    Change change(
            @Selector String part,
            // Spring Boot 3.5 takes a parameter for a required one unless it has this annotation.
            @org.springframework.lang.Nullable String subject,
            @org.springframework.lang.Nullable Duration time,
            @org.springframework.lang.Nullable String message) {
        switch (part) {
            case REFRESH -> {
                return new Change(null, refresh());
            }
            case BANS -> {
                Duration ban = time != null ? time : banTime;
                if (subject == null || ban.isNegative() || ban.isZero()) {
                    throw invalid("A ban has a 'subject', and a 'time' that is positive");
                }
                return new Change(
                        BanReport.of(shield().ban(subject(subject), ban, message != null ? message : "Banned by hand")),
                        null);
            }
            default -> throw invalid("There is no such part; parts that can be written are bans and refresh");
        }
    }

    /**
     * Lifts a ban.
     *
     * @param path {@code bans}, and the client's address, its network, or the domain
     */
    @DeleteOperation
    Lifted lift(@Selector(match = Selector.Match.ALL_REMAINING) String... path) {
        if (path.length < 2 || !path[0].equals(BANS)) {
            throw invalid("Only bans can be deleted");
        }
        return new Lifted(shield().lift(subject(String.join("/", List.of(path).subList(1, path.length)))));
    }

    private List<ListReport> refresh() {
        return checker.backends().stream()
                .flatMap(backend ->
                        backend instanceof EmbeddedBackend embedded ? embedded.refreshNow().stream() : Stream.empty())
                .map(ListReport::of)
                .toList();
    }

    private AbuseShield shield() {
        if (shield == null) {
            throw invalid("There are no bans: notdisposable.abuse.enabled is false");
        }
        return shield;
    }

    private static AbuseSubject subject(String text) {
        try {
            return ClientGroup.parse(text).map(AbuseSubject::client).orElseGet(() -> AbuseSubject.domain(text));
        } catch (IllegalArgumentException neither) {
            throw invalid("The subject is neither an IP address nor a domain name");
        }
    }

    private static InvalidEndpointRequestException invalid(String reason) {
        return new InvalidEndpointRequestException(reason, reason);
    }

    record Overview(List<BackendReport> backends) {}

    record Bans(List<BanReport> bans) {}

    record Change(@Nullable BanReport ban, @Nullable List<ListReport> lists) {}

    record Lifted(boolean lifted) {}
}
