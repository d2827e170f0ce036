/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import io.github.notdisposable.embedded.RefreshResult;
import org.jspecify.annotations.Nullable;

/**
 * What became of a list of domains. Its address is left out, which may hold a key: lists stand in the order of the settings.
 *
 * @param status what became of it
 * @param problem why it was not taken over; {@code null} if nothing went wrong
 * @param domains how many of its domains are in use
 * @param dropped how many of its entries were left out
 */
record ListReport(String status, @Nullable String problem, int domains, int dropped) {

    static ListReport of(RefreshResult list) {
        return new ListReport(
                Words.of(list.status()), list.problem().map(Words::of).orElse(null), list.domains(), list.dropped());
    }
}
