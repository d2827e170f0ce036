/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jcache;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.testkit.AbuseStoreContract;
import java.time.Clock;
import java.time.Duration;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class InfinispanAbuseStoreContractTest extends AbuseStoreContract {

    private static CacheManager manager;

    private JCacheStores stores;

    @BeforeAll
    static void start() {
        manager = Caching.getCachingProvider("org.infinispan.jcache.embedded.JCachingProvider")
                .getCacheManager();
    }

    @AfterAll
    static void stop() {
        manager.close();
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
