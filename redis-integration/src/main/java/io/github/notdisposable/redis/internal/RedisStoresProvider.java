/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis.internal;

import io.github.notdisposable.config.Secret;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.config.SharedStores;
import io.github.notdisposable.config.SharedStoresProvider;
import io.github.notdisposable.redis.RedisStores;
import java.util.Optional;

/** Opens {@link RedisStores} where {@code notdisposable.redis.uri} is set. Found by {@link java.util.ServiceLoader}. */
public final class RedisStoresProvider implements SharedStoresProvider {

    /** Creates a provider. */
    public RedisStoresProvider() {}

    @Override
    public Optional<SharedStores> open(Settings settings) {
        return settings.get(SettingsCatalog.REDIS_URI).map(uri -> {
            RedisStores.Builder stores = RedisStores.builder()
                    .uri(uri.reveal())
                    .secret(settings.get(SettingsCatalog.REDIS_SECRET)
                            .map(Secret::reveal)
                            .orElse(""))
                    .timeout(settings.get(SettingsCatalog.REDIS_TIMEOUT));
            settings.apply(SettingsCatalog.REDIS_PREFIX, stores::prefix);
            return stores.build();
        });
    }
}
