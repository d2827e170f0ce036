/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.testkit.AbuseStoreContract;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class RedisAbuseStoreContractTest extends AbuseStoreContract {

    private static RedisProcess redis;

    private RedisStores stores;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            redis.close();
        }
    }

    @Override
    protected AbuseStore newStore(Clock clock) {
        redis.commands().flushall();
        stores = RedisStores.builder()
                .uri(redis.uri())
                .secret("a secret of some length")
                .timeout(Duration.ofSeconds(30))
                .clock(clock)
                .build();
        return stores.abuse();
    }

    @AfterEach
    void close() {
        stores.close();
    }
}
