/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Opens the shared stores that the settings call for. */
final class SharedStoresLoader {

    private SharedStoresLoader() {}

    /** Returns the stores; null if none are called for, or it has told why there are none. */
    static @Nullable SharedStores open(Settings settings, @Nullable ClassLoader classLoader, Problems problems) {
        ClassLoader context =
                classLoader != null ? classLoader : Thread.currentThread().getContextClassLoader();
        boolean redis = settings.get(SettingsCatalog.REDIS_URI).isPresent();
        int before = problems.size();
        try {
            Iterator<SharedStoresProvider> providers =
                    ServiceLoader.load(SharedStoresProvider.class, context).iterator();
            while (providers.hasNext()) {
                SharedStoresProvider provider = providers.next();
                Optional<SharedStores> stores = problems.in(
                        redis ? "notdisposable.redis.*" : provider.getClass().getName(), () -> provider.open(settings));
                if (stores != null && stores.isPresent()) {
                    return stores.get();
                }
            }
        } catch (ServiceConfigurationError broken) {
            problems.add("A provider of shared stores that ServiceLoader found cannot be made: " + broken.getMessage());
        }
        if (redis && problems.size() == before) {
            problems.add(
                    SettingsCatalog.REDIS_URI + " is set, but the artifact notdisposable-redis is not there: add it");
        }
        return null;
    }
}
