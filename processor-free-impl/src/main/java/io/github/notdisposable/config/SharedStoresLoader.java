/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the shared stores that the settings call for. */
final class SharedStoresLoader {

    private SharedStoresLoader() {}

    /** Returns the stores; null if none are called for, or they are reported as a problem. */
    static @Nullable SharedStores open(Settings settings, @Nullable ClassLoader classLoader, Problems problems) {
        boolean redis = settings.get(SettingsCatalog.REDIS_URI).isPresent();
        int before = problems.size();
        for (SharedStoresProvider provider :
                problems.load(SharedStoresProvider.class, classLoader, "provider of shared stores")) {
            Optional<SharedStores> stores = problems.in(
                    redis ? "notdisposable.redis.*" : provider.getClass().getName(), () -> provider.open(settings));
            if (stores != null && stores.isPresent()) {
                return stores.get();
            }
        }
        if (redis && problems.size() == before) {
            problems.add(
                    SettingsCatalog.REDIS_URI + " is set, but the artifact notdisposable-redis is not there: add it");
        }
        return null;
    }
}
