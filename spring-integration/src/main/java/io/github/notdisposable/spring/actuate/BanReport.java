/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import io.github.notdisposable.abuse.Ban;
import java.time.Instant;

/**
 * A ban.
 *
 * @param kind {@code client} or {@code domain}
 * @param subject the client's address or network, or the domain
 * @param until when the ban runs out
 * @param message the text that the banned client may be shown
 */
record BanReport(String kind, String subject, Instant until, String message) {

    static BanReport of(Ban ban) {
        return new BanReport(Words.of(ban.subject().kind()), ban.subject().text(), ban.until(), ban.message());
    }
}
