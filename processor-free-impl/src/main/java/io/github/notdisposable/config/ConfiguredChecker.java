/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.EmailChecker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A checker as the settings describe it, with all that belongs to it.
 *
 * <pre>{@code
 * try (ConfiguredChecker configured = ConfiguredChecker.of(Settings.load())) {
 *     configured.checker().check("bob@mailinator.com");
 * }
 * }</pre>
 *
 * <p>Frameworks add what their users provide: back ends of their own by name, and whatever the checker's builder can be told. Immutable, and
 * safe for use by several threads.
 */
public final class ConfiguredChecker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredChecker.class);

    private final Settings settings;
    private final EmailChecker checker;

    private ConfiguredChecker(Builder builder) {
        settings = builder.settings;
        List<String> problems = new ArrayList<>();
        List<EmailBackend> made = new ArrayList<>();
        EmailChecker assembled = null;
        try {
            assembled = checker(builder, made, problems);
        } finally {
            if (assembled == null) {
                made.removeAll(builder.backends);
                made.forEach(ConfiguredChecker::closeQuietly);
            }
        }
        if (assembled == null) {
            throw new ConfigurationException(problems);
        }
        checker = assembled;
        settings.warnings().forEach(LOG::warn);
    }

    /**
     * Makes the checker that the settings describe.
     *
     * @param settings the settings
     * @return the checker; close it to free what it holds
     * @throws ConfigurationException if a back end is not known, or settings that are each readable cannot be used, with all that is wrong
     */
    public static ConfiguredChecker of(Settings settings) {
        return builder(settings).build();
    }

    /**
     * Starts a checker that a framework adds to.
     *
     * @param settings the settings
     * @return a builder
     */
    public static Builder builder(Settings settings) {
        return new Builder(settings);
    }

    /** {@return the checker; closing this closes it} */
    public EmailChecker checker() {
        return checker;
    }

    /** {@return the settings that it was made from} */
    public Settings settings() {
        return settings;
    }

    /** Closes the checker and its back ends. Closing twice does no harm. */
    @Override
    public void close() {
        checker.close();
    }

    @Override
    public String toString() {
        return "ConfiguredChecker[" + checker + "]";
    }

    private static @Nullable EmailChecker checker(Builder builder, List<EmailBackend> made, List<String> problems) {
        Settings settings = builder.settings;
        BackendFactory factory = new BackendFactory(settings, builder.backends, builder.classLoader, problems);
        for (String name : settings.get(Keys.BACKENDS)) {
            EmailBackend backend = factory.create(name);
            if (backend != null) {
                made.add(backend);
            }
        }
        EmailChecker.Builder checker = EmailChecker.builder()
                .deadline(settings.get(Keys.DEADLINE))
                .whenUnavailable(settings.get(Keys.WHEN_UNAVAILABLE))
                .askOutsideScope(settings.get(Keys.ASK_OUTSIDE_REQUEST))
                .allow(settings.get(Keys.ALLOW))
                .block(settings.get(Keys.BLOCK));
        made.forEach(checker::backend);
        builder.customizers.forEach(customizer -> customizer.accept(checker));
        EmailChecker assembled = Misuse.told(problems, "", checker::build);
        // One that is not used holds nothing but the back ends, which are not all the library's to close.
        return problems.isEmpty() ? assembled : null;
    }

    private static void closeQuietly(EmailBackend backend) {
        try {
            backend.close();
        } catch (RuntimeException failed) {
            LOG.warn(
                    "Closing back end {} failed with a {}.",
                    backend.name(),
                    failed.getClass().getName());
        }
    }

    /** Collects what a framework adds to the settings. Not safe for use by several threads. */
    public static final class Builder {

        private final Settings settings;
        private final List<EmailBackend> backends = new ArrayList<>();
        private final List<Consumer<? super EmailChecker.Builder>> customizers = new ArrayList<>();
        private @Nullable ClassLoader classLoader;

        private Builder(Settings settings) {
            this.settings = Objects.requireNonNull(settings, "settings");
        }

        /**
         * Adds a back end of the user's own, which is asked if {@code notdisposable.backends} names it.
         *
         * @param backend the back end; closed with the checker if it is asked, else left alone
         * @return this
         * @throws IllegalArgumentException if its name is one of the library's own, or that of a back end added before
         */
        public Builder backend(EmailBackend backend) {
            String name = backend.name();
            if (BackendFactory.NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "A back end of your own must not be named '" + name + "', as one of the library's own is");
            }
            Set<String> names = new HashSet<>();
            backends.forEach(known -> names.add(known.name()));
            if (names.contains(name)) {
                throw new IllegalArgumentException("Two back ends are named '" + name + "'; names must differ");
            }
            backends.add(backend);
            return this;
        }

        /**
         * Adds what has the last word on the checker, after all settings.
         *
         * @param customizer called once; several are called in the order in which they are added
         * @return this
         */
        public Builder customize(Consumer<? super EmailChecker.Builder> customizer) {
            customizers.add(Objects.requireNonNull(customizer, "customizer"));
            return this;
        }

        /**
         * Sets where {@link java.util.ServiceLoader} finds back ends that the settings name and nobody added.
         *
         * @param classLoader the class loader of the current thread's context by default
         * @return this
         */
        public Builder classLoader(ClassLoader classLoader) {
            this.classLoader = Objects.requireNonNull(classLoader, "classLoader");
            return this;
        }

        /**
         * Makes the checker.
         *
         * @return the checker; close it to free what it holds
         * @throws ConfigurationException if a back end is not known, or settings that are each readable cannot be used, with all that is wrong
         */
        public ConfiguredChecker build() {
            return new ConfiguredChecker(this);
        }
    }
}
