/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jcache;

import com.hazelcast.core.HazelcastInstance;
import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.testkit.AbuseStoreContract;
import java.time.Clock;
import java.time.Duration;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class HazelcastAbuseStoreContractTest extends AbuseStoreContract {

    private static HazelcastInstance member;
    private static CacheManager manager;

    private JCacheStores stores;

    @BeforeAll
    static void start() {
        member = Hazelcasts.start("contract", Hazelcasts.freePorts(1)[0]);
        manager = Hazelcasts.manager(member);
    }

    @AfterAll
    static void stop() {
        member.shutdown();
    }

    @Override
    protected AbuseStore newStore(Clock clock) {
        manager.getCacheNames().forEach(manager::destroyCache);
        stores = JCacheStores.builder(manager)
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
