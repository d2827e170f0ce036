/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the settings, so that it is reported at once. Not thread-safe. */
final class Problems {

    private final List<String> found = new ArrayList<>();

    void add(String problem) {
        found.add(problem);
    }

    int size() {
        return found.size();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found);
        }
    }

    /**
     * Returns what a supplier makes; null, and one problem more, if it throws {@link IllegalArgumentException}.
     *
     * @param keys the keys of the settings that the supplier uses, for a problem that names none
     */
    <T> @Nullable T in(String keys, Supplier<? extends T> supplier) {
        try {
            return supplier.get();
        } catch (ConfigurationException named) {
            found.addAll(named.problems());
        } catch (IllegalArgumentException wrong) {
            found.add(keys + ": " + wrong.getMessage());
        }
        return null;
    }

    /**
     * Returns what {@link ServiceLoader} finds; where a provider cannot be made, those before it, and one problem more.
     *
     * @param classLoader finds them, that of the thread's context if null
     * @param what they are called in messages
     */
    <T> List<T> load(Class<T> type, @Nullable ClassLoader classLoader, String what) {
        List<T> loaded = new ArrayList<>();
        ClassLoader context =
                classLoader != null ? classLoader : Thread.currentThread().getContextClassLoader();
        try {
            ServiceLoader.load(type, context).forEach(loaded::add);
        } catch (ServiceConfigurationError broken) {
            found.add("A " + what + " that ServiceLoader found cannot be made: " + broken.getMessage());
        }
        return loaded;
    }
}
