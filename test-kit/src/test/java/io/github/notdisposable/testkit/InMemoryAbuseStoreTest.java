/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.testkit;

import io.github.notdisposable.abuse.AbuseStore;
import java.time.Clock;

class InMemoryAbuseStoreTest extends AbuseStoreContract {

    @Override
    protected AbuseStore newStore(Clock clock) {
        return AbuseStore.inMemory(1_000, clock);
    }
}
