/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.NamedPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A checker as the settings describe it, with all that belongs to it.
 *
 * <pre>{@code
 * try (ConfiguredChecker configured = ConfiguredChecker.of(Settings.load())) {
 *     configured.checker().check("bob@mailinator.com");
 * }
 * }</pre>
 *
 * <p>Frameworks add what their users provide: backends of their own by name, and anything the checker's builder accepts. Immutable, and
 * thread-safe.
 */
public final class ConfiguredChecker implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ConfiguredChecker.class.getName());

    private final Settings settings;
    private final EmailChecker checker;
    private final @Nullable SharedStores sharedStores;
    private final @Nullable AbuseShield shield;

    private ConfiguredChecker(Builder builder) {
        settings = builder.settings;
        Problems problems = new Problems();
        List<AutoCloseable> made = new ArrayList<>();
        boolean complete = false;
        try {
            SharedStores own = builder.sharedStores;
            sharedStores = own != null ? own : SharedStoresLoader.open(settings, builder.classLoader, problems);
            if (sharedStores != null && own == null) {
                made.add(sharedStores);
            }
            BackendFactory factory = new BackendFactory(
                    settings,
                    builder.backends,
                    builder.classLoader,
                    sharedStores == null ? null : sharedStores.answers(),
                    builder.services,
                    problems);
            List<EmailBackend> backends = factory.create();
            made.addAll(backends);
            made.removeAll(builder.backends);
            shield = shield(builder, sharedStores);
            // A checker that is not used holds nothing but the backends.
            EmailChecker assembled = problems.in("notdisposable.*", () -> checker(builder, backends, shield));
            problems.throwIfAny();
            checker = Objects.requireNonNull(assembled);
            complete = true;
        } finally {
            if (!complete) {
                made.forEach(ConfiguredChecker::closeQuietly);
            }
        }
        settings.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
    }

    /**
     * Makes the checker that the settings describe.
     *
     * @param settings the settings
     * @return the checker; close it to free what it holds
     * @throws ConfigurationException if a backend is not known, or settings that are each readable cannot be used, with all that is wrong
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

    /** {@return the stores that several machines share; empty if each uses its own memory} */
    public Optional<SharedStores> sharedStores() {
        return Optional.ofNullable(sharedStores);
    }

    /** {@return the abuse shield; empty if {@code notdisposable.abuse.enabled} is {@code false}} */
    public Optional<AbuseShield> abuseShield() {
        return Optional.ofNullable(shield);
    }

    /** {@return the settings that it was made from} */
    public Settings settings() {
        return settings;
    }

    /** Closes the checker, its backends and the shared stores. Closing twice does no harm. */
    @Override
    public void close() {
        checker.close();
        if (sharedStores != null) {
            sharedStores.close();
        }
    }

    @Override
    public String toString() {
        return "ConfiguredChecker[" + checker + "]";
    }

    private static @Nullable AbuseShield shield(Builder builder, @Nullable SharedStores shared) {
        return ConfiguredClient.shield(builder.settings)
                .map(shield -> {
                    if (shared != null) {
                        shield.store(shared.abuse());
                    }
                    builder.shieldCustomizers.forEach(customizer -> customizer.accept(shield));
                    return shield.build();
                })
                .orElse(null);
    }

    private static EmailChecker checker(Builder builder, List<EmailBackend> backends, @Nullable AbuseShield shield) {
        Settings settings = builder.settings;
        EmailChecker.Builder checker = EmailChecker.builder()
                .deadline(settings.get(SettingsCatalog.DEADLINE))
                .lookupsPerScope(settings.get(SettingsCatalog.REQUEST_LOOKUPS))
                .whenUnavailable(settings.get(SettingsCatalog.WHEN_UNAVAILABLE))
                .askOutsideScope(settings.get(SettingsCatalog.ASK_OUTSIDE_REQUEST));
        settings.apply(SettingsCatalog.ALLOW, checker::allow);
        settings.apply(SettingsCatalog.BLOCK, checker::block);
        policies(settings).forEach(checker::policy);
        backends.forEach(checker::backend);
        if (shield != null) {
            checker.abuseShield(shield);
        }
        builder.customizers.forEach(customizer -> customizer.accept(checker));
        return checker.build();
    }

    private static List<NamedPolicy> policies(Settings settings) {
        Map<String, NamedPolicy.Builder> policies = new TreeMap<>();
        Function<String, NamedPolicy.Builder> named = name -> policies.computeIfAbsent(name, NamedPolicy::builder);
        settings.get(SettingsCatalog.POLICIES_POLICY)
                .forEach((name, policy) -> named.apply(name).policy(policy));
        settings.get(SettingsCatalog.POLICIES_BLOCK)
                .forEach((name, block) -> named.apply(name).block(block));
        settings.get(SettingsCatalog.POLICIES_WHEN_UNAVAILABLE)
                .forEach((name, answer) -> named.apply(name).whenUnavailable(answer));
        settings.get(SettingsCatalog.POLICIES_MESSAGE)
                .forEach((name, text) -> text.ifPresent(named.apply(name)::message));
        settings.get(SettingsCatalog.POLICIES_SUGGESTION)
                .forEach((name, text) -> text.ifPresent(named.apply(name)::suggestion));
        return policies.values().stream().map(NamedPolicy.Builder::build).toList();
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failed) {
            if (failed instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.log(
                    Level.WARNING,
                    () -> "Closing " + part + " failed with a "
                            + failed.getClass().getName() + '.');
        }
    }

    /** Builds a checker from the settings and what a framework adds. Not thread-safe. */
    public static final class Builder {

        private final Settings settings;
        private final List<EmailBackend> backends = new ArrayList<>();
        private final List<Consumer<? super EmailChecker.Builder>> customizers = new ArrayList<>();
        private final List<Consumer<? super AbuseShield.Builder>> shieldCustomizers = new ArrayList<>();
        private UnaryOperator<EmailBackend> services = UnaryOperator.identity();
        private @Nullable ClassLoader classLoader;
        private @Nullable SharedStores sharedStores;
        private boolean built;

        private Builder(Settings settings) {
            this.settings = Objects.requireNonNull(settings, "settings");
        }

        /**
         * Adds a backend of the user's own, which is asked if {@code notdisposable.backends} names it.
         *
         * @param backend the backend; closed with the checker if it is asked, else left alone
         * @return this
         * @throws IllegalArgumentException if its name is one of the library's own, or that of a backend added before
         */
        public Builder backend(EmailBackend backend) {
            String name = backend.name();
            if (BackendFactory.NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "A backend of your own must not be named '" + name + "', as one of the library's own is");
            }
            Set<String> names = new HashSet<>();
            backends.forEach(known -> names.add(known.name()));
            if (names.contains(name)) {
                throw new IllegalArgumentException("Two backends are named '" + name + "'; names must differ");
            }
            backends.add(backend);
            return this;
        }

        /**
         * Adds a customizer of the checker, called after all settings.
         *
         * @param customizer called once; several are called in the order in which they are added
         * @return this
         */
        public Builder customize(Consumer<? super EmailChecker.Builder> customizer) {
            customizers.add(Objects.requireNonNull(customizer, "customizer"));
            return this;
        }

        /**
         * Adds a wrapper around each backend that asks a service. It stands within the cache and the circuit breaker, so that its
         * {@link EmailBackend#check} is one request: for tracing, for example.
         *
         * @param customizer returns what is used in place of a backend: it passes on all that it does not change, and closes that backend with
         *     itself; several are called in the order in which they are added, so that the last is the outermost
         * @return this
         */
        public Builder customizeService(UnaryOperator<EmailBackend> customizer) {
            Objects.requireNonNull(customizer, "customizer");
            UnaryOperator<EmailBackend> before = services;
            services = service -> Objects.requireNonNull(customizer.apply(before.apply(service)), "service");
            return this;
        }

        /**
         * Adds a customizer of the abuse shield, called after all settings: for listeners and for the store.
         *
         * @param customizer called once, and not at all if {@code notdisposable.abuse.enabled} is {@code false}; several are called in the
         *     order in which they are added
         * @return this
         */
        public Builder customizeShield(Consumer<? super AbuseShield.Builder> customizer) {
            shieldCustomizers.add(Objects.requireNonNull(customizer, "customizer"));
            return this;
        }

        /**
         * Sets where {@link java.util.ServiceLoader} finds backends that the settings name and nobody added, and shared stores.
         *
         * @param classLoader the class loader of the current thread's context by default
         * @return this
         */
        public Builder classLoader(ClassLoader classLoader) {
            this.classLoader = Objects.requireNonNull(classLoader, "classLoader");
            return this;
        }

        /**
         * Sets where several machines keep verdicts, counters and bans together.
         *
         * @param sharedStores closed with the checker; by default those that {@link java.util.ServiceLoader} finds and the settings call for, as
         *     {@code notdisposable.redis.uri} does
         * @return this
         */
        public Builder sharedStores(SharedStores sharedStores) {
            this.sharedStores = Objects.requireNonNull(sharedStores, "sharedStores");
            return this;
        }

        /**
         * Makes the checker.
         *
         * @return the checker; close it to free what it holds
         * @throws ConfigurationException if a backend is not known, or settings that are each readable cannot be used, with all that is wrong
         * @throws IllegalStateException if this builder has built a checker that owns the same backends or stores
         */
        public ConfiguredChecker build() {
            if (built && (!backends.isEmpty() || sharedStores != null)) {
                throw new IllegalStateException(
                        "This builder has built a checker, which closes what it was given: use another builder");
            }
            ConfiguredChecker configured = new ConfiguredChecker(this);
            built = true;
            return configured;
        }
    }
}
