/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.checker.EmailVerdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A domain's verdict, and what it rests on. The parts are those of {@link EmailVerdict}. */
record DomainReport(
        String domain,
        String root,
        String category,
        List<String> traits,
        @Nullable String source,
        @Nullable String matchedEntry,
        @Nullable String provider,
        @Nullable String suggestion,
        List<MailServer> mailServers,
        List<MailProvider> mailProviders,
        Map<String, String> unavailable,
        Map<String, String> details) {

    static DomainReport of(EmailVerdict verdict) {
        Map<String, String> unavailable = new TreeMap<>();
        verdict.unavailable().forEach((backend, reason) -> unavailable.put(backend, Words.of(reason)));
        return new DomainReport(
                verdict.domain(),
                verdict.root(),
                Words.of(verdict.category()),
                verdict.traits().stream().map(Words::of).toList(),
                verdict.source(),
                verdict.matchedEntry(),
                verdict.provider(),
                verdict.suggestion(),
                verdict.mailServers(),
                verdict.mailProviders(),
                unavailable,
                new TreeMap<>(verdict.details()));
    }
}
