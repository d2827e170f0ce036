/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.config.SettingsSource;
import io.github.notdisposable.embedded.EmbeddedBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the checker that the command line and the configuration ask for. */
final class Checkers {

    private Checkers() {}

    /**
     * Makes a checker.
     *
     * @param settings configuration keys of the command line, which go before all others
     * @param client the client on whose behalf services are asked, or {@code null}
     * @throws io.github.notdisposable.config.ConfigurationException if a setting cannot be used
     */
    static ConfiguredChecker open(Map<String, String> settings, @Nullable ClientIp client) {
        return ConfiguredChecker.builder(Settings.load(SettingsSource.of("command line", settings)))
                .customize(checker -> checker.client(() -> Optional.ofNullable(client)))
                .build();
    }

    /** {@return whether a check may wait for a service or the DNS} */
    static boolean waitsForOthers(ConfiguredChecker checker, EmailRule rule) {
        return checker.checker().backends().stream()
                .anyMatch(backend -> !(backend instanceof EmbeddedBackend) || asksDns(checker.settings(), rule));
    }

    /**
     * Tells whether the verdicts on two addresses of one domain differ only in what can be told of the addresses alone, and stay the same while
     * the program runs.
     */
    static boolean hangsOnDomains(ConfiguredChecker checker, EmailRule rule) {
        Settings settings = checker.settings();
        return !waitsForOthers(checker, rule)
                && checker.abuseShield().isEmpty()
                && settings.get(SettingsCatalog.EMBEDDED_REFRESH_URLS).isEmpty()
                && Stream.of(SettingsCatalog.ALLOW, SettingsCatalog.BLOCK)
                        .flatMap(list -> settings.get(list).stream())
                        .noneMatch(entry -> entry.indexOf('@') >= 0);
    }

    /** {@return what the bundled data knows of a domain in canonical form; null if more than that matters} */
    static @Nullable Function<String, BackendAnswer> lists(ConfiguredChecker checker, EmailRule rule) {
        List<EmailBackend> backends = checker.checker().backends();
        boolean hasOwnLists = Stream.of(SettingsCatalog.ALLOW, SettingsCatalog.BLOCK)
                .anyMatch(list -> !checker.settings().get(list).isEmpty());
        return backends.size() == 1 && !hasOwnLists && backends.get(0) instanceof EmbeddedBackend lists
                ? lists(lists, rule.wantedTraits())
                : null;
    }

    /** {@return what a backend knows of a domain in canonical form, without waiting} */
    static Function<String, BackendAnswer> lists(EmailBackend backend, Set<EmailTrait> wanted) {
        Deadline now = Deadline.after(Duration.ZERO);
        return domain ->
                backend.check(BackendQuery.ofDomain(domain, now).wanted(wanted).build());
    }

    private static boolean asksDns(Settings settings, EmailRule rule) {
        Set<EmailTrait> wanted = rule.wantedTraits();
        return switch (settings.get(SettingsCatalog.EMBEDDED_DNS)) {
            case ALWAYS -> true;
            case WHEN_NEEDED -> wanted.contains(EmailTrait.NO_MAIL_SERVER) || wanted.contains(EmailTrait.UNRESOLVED);
            case NEVER -> false;
        };
    }
}
