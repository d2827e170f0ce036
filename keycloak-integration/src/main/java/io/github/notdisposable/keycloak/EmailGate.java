/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.checker.NamedPolicy;
import io.github.notdisposable.checker.RefusalReason;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.client.ClientIpResolution;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.ClientRequest;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.embedded.EmbeddedBackend;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** What the settings of a server make: the checker for new addresses, the one for stored addresses, and the resolver of clients. Thread-safe. */
final class EmailGate implements AutoCloseable {

    private static final Logger LOG = System.getLogger(EmailGate.class.getName());

    private static final String DECISIONS = EmailGate.class.getName();

    /** Another address would not help, so that nothing is suggested. */
    private static final Set<RefusalReason> ABOUT_THE_CLIENT = Set.of(RefusalReason.BANNED, RefusalReason.UNAVAILABLE);

    /** Null where checks are switched off. */
    private final @Nullable ConfiguredChecker configured;

    private final EmailChecker stored;
    private final ClientIpResolver clients;
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    private EmailGate(@Nullable ConfiguredChecker configured, EmailChecker stored, ClientIpResolver clients) {
        this.configured = configured;
        this.stored = stored;
        this.clients = clients;
    }

    /**
     * Opens what the settings describe.
     *
     * @throws io.github.notdisposable.config.ConfigurationException if they cannot be used
     */
    static EmailGate open(Settings settings) {
        if (!settings.get(SettingsCatalog.ENABLED)) {
            return new EmailGate(null, EmailChecker.builder().build(), ClientIpResolver.peer());
        }
        ConfiguredChecker configured = ConfiguredChecker.builder(settings)
                .classLoader(EmailGate.class.getClassLoader())
                .build();
        boolean clientCounts = settings.get(SettingsCatalog.ABUSE_ENABLED)
                || configured.checker().backends().stream()
                        .anyMatch(backend -> backend.scope() == BackendAnswer.Scope.CLIENT);
        return new EmailGate(
                configured,
                stored(settings, configured),
                settings.clientIpResolver().addressInUse(() -> clientCounts).build());
    }

    /** Asks nobody: a login must not cost a lookup, nor count as an attempt. */
    private static EmailChecker stored(Settings settings, ConfiguredChecker configured) {
        EmailBackend embedded = configured.checker().backends().stream()
                .filter(EmbeddedBackend.class::isInstance)
                .findFirst()
                .orElseGet(EmbeddedBackend::create);
        return EmailChecker.builder()
                .allow(settings.get(SettingsCatalog.ALLOW))
                .block(settings.get(SettingsCatalog.BLOCK))
                .backend(embedded)
                .mayBlock(() -> false)
                .build();
    }

    /**
     * Checks an address that somebody enters. Within one session of Keycloak, which is one request, each address is checked once.
     *
     * @return the message if it is refused: its key, or the text that the named policy states; empty if it is let in
     */
    Optional<String> refusalOfNew(String address, ValidatorSettings settings, KeycloakSession session) {
        if (configured == null) {
            return Optional.empty();
        }
        EmailChecker checker = configured.checker();
        return decisions(session).computeIfAbsent(new Asked(address, settings), asked -> {
            ClientIpHolder.Scope client = ClientIpHolder.open(client(session));
            CheckedEmails request = CheckedEmails.open();
            try {
                return checker.decide(address, rule(settings))
                        .flatMap(EmailDecision::refusal)
                        .map(reason -> message(reason, settings, session));
            } finally {
                request.close();
                client.close();
            }
        });
    }

    /**
     * Checks an address that a user has, by the bundled data and the lists of the settings alone.
     *
     * @return the message if it is refused, as for a new one; empty if it is let in
     */
    Optional<String> refusalOfStored(String address, ValidatorSettings settings, KeycloakSession session) {
        if (configured == null) {
            return Optional.empty();
        }
        EmailRule rule = rule(settings);
        return stored.decide(address, new EmailRule(rule.policy(), rule.block(), WhenUnavailable.ALLOW))
                .flatMap(EmailDecision::refusal)
                .map(reason -> message(reason, settings, session));
    }

    /** Returns whether a policy of this name is configured, or nobody asks for one. */
    boolean knows(String policyName) {
        return configured == null
                || policyName.isEmpty()
                || configured.checker().policies().containsKey(policyName);
    }

    private EmailRule rule(ValidatorSettings settings) {
        EmailChecker checker = Objects.requireNonNull(configured).checker();
        NamedPolicy named = checker.policies().get(settings.policyName());
        if (named != null) {
            return named.rule();
        }
        // A name that has gone from the settings since: to throw would close the whole realm.
        if (!settings.policyName().isEmpty() && unknown.add(settings.policyName())) {
            LOG.log(
                    Level.ERROR,
                    "A user profile names a policy that notdisposable.policies does not define: {0}. The policy {1} holds instead.",
                    settings.policyName(),
                    settings.policy());
        }
        return new EmailRule(settings.policy(), settings.block(), checker.whenUnavailable());
    }

    /** A policy states texts, with keys in braces as validation providers write them. Keycloak resolves a key that stands alone. */
    private String message(RefusalReason reason, ValidatorSettings settings, KeycloakSession session) {
        String library = '{' + reason.messageKey() + '}';
        NamedPolicy policy =
                Objects.requireNonNull(configured).checker().policies().get(settings.policyName());
        String template = policy == null ? library : policy.message().orElse(library);
        if (policy != null && policy.suggestion().isPresent() && !ABOUT_THE_CLIENT.contains(reason)) {
            template += ' ' + policy.suggestion().get();
        }
        Matcher key = Messages.KEY.matcher(template);
        return key.matches() ? key.group(1) : Messages.resolve(template, session);
    }

    @Override
    public void close() {
        stored.close();
        if (configured != null) {
            configured.close();
        }
    }

    private ClientIpResolution client(KeycloakSession session) {
        HttpHeaders headers = session.getContext().getHttpRequest().getHttpHeaders();
        return clients.resolve(
                ClientRequest.of(Peer.address(), name -> headers == null ? List.of() : headers.getRequestHeader(name)));
    }

    @SuppressWarnings("unchecked") // Nobody else writes this attribute.
    private static Map<Asked, Optional<String>> decisions(KeycloakSession session) {
        Map<Asked, Optional<String>> known = (Map<Asked, Optional<String>>) session.getAttribute(DECISIONS);
        if (known == null) {
            known = new HashMap<>();
            session.setAttribute(DECISIONS, known);
        }
        return known;
    }

    private record Asked(String address, ValidatorSettings settings) {}
}
