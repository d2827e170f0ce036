/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.abuse.Ban;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.internal.data.PlainAddress;
import org.jspecify.annotations.Nullable;

/** Asks the abuse shield before a check, and counts the attempt afterwards. */
final class AbuseGuard {

    private static final String SOURCE = "abuse-shield";

    private final AbuseShield shield;

    AbuseGuard(AbuseShield shield) {
        this.shield = shield;
    }

    /** Returns the verdict of a ban, of the client or else of the domain, or null if neither is banned as far as is known. */
    @Nullable
    EmailVerdict verdictOfBan(Check check) {
        ClientIp client = check.client();
        Ban ofClient = (check.mayBlock() ? shield.banOf(client) : shield.knownBanOf(client)).orElse(null);
        if (ofClient != null) {
            return VerdictMerger.verdict(check.subject(), SOURCE, BackendAnswer.banned(ofClient.message()));
        }
        String domain = check.subject().domain();
        if (domain.isEmpty()) {
            return null;
        }
        Ban ofDomain = (check.mayBlock() ? shield.banOfDomain(domain) : shield.knownBanOfDomain(domain)).orElse(null);
        if (ofDomain == null) {
            return null;
        }
        BackendAnswer answer = BackendAnswer.about(Scope.DOMAIN)
                .trait(EmailTrait.BLOCKLISTED)
                .matchedEntry(domain)
                .detail(ofDomain.message())
                .build();
        return VerdictMerger.verdict(check.subject(), SOURCE, answer);
    }

    /** Returns whether a client or the domain of a plain address is banned, as far as is known. */
    boolean isBanned(@Nullable ClientIp client, String address, boolean mayBlock) {
        if ((mayBlock ? shield.banOf(client) : shield.knownBanOf(client)).isPresent()) {
            return true;
        }
        if (!shield.mayBanDomains()) {
            return false;
        }
        String domain = PlainAddress.domain(address);
        return (mayBlock ? shield.banOfDomain(domain) : shield.knownBanOfDomain(domain)).isPresent();
    }

    /** Takes a lookup from the client's budget, and a paid one from that of all clients too; false if one is spent. */
    boolean tryLookup(@Nullable ClientIp client, boolean paid) {
        return paid ? shield.tryLookup(client) : shield.tryFreeLookup(client);
    }

    /**
     * Counts an attempt that was checked for the first time. Refused is refused, whatever the reason, but for a ban, and for an outage, which
     * is nobody's attempt.
     */
    void count(EmailDecision decision, @Nullable ClientIp client) {
        EmailVerdict verdict = decision.verdict();
        if (SOURCE.equals(verdict.source())) {
            return;
        }
        if (verdict.has(EmailTrait.UNRESOLVED)) {
            shield.recordUnresolved(verdict.domain(), client);
        }
        RefusalReason reason = decision.refusal().orElse(null);
        if (reason != null && reason != RefusalReason.BANNED && reason != RefusalReason.UNAVAILABLE) {
            shield.recordRefusal(client);
        }
    }
}
