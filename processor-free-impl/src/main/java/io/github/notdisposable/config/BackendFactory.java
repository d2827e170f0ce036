/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.backend.AnswerStore;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.http.HttpSettings;
import io.github.notdisposable.internal.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the backends that the settings name. */
final class BackendFactory {

    /** The names of the library's own backends. */
    static final List<String> NAMES = Stream.concat(Stream.of(EmbeddedBackend.NAME), SettingsCatalog.SERVICES.stream())
            .toList();

    private final Settings settings;
    private final List<EmailBackend> own;
    private final @Nullable ClassLoader classLoader;
    private final Problems problems;
    private final @Nullable AnswerStore answers;
    private final UnaryOperator<EmailBackend> services;
    private boolean httpTried;
    private @Nullable HttpSettings http;
    private @Nullable List<EmailBackend> provided;
    private @Nullable List<BackendProvider> providers;

    BackendFactory(
            Settings settings,
            List<EmailBackend> own,
            @Nullable ClassLoader classLoader,
            @Nullable AnswerStore answers,
            UnaryOperator<EmailBackend> services,
            Problems problems) {
        this.settings = settings;
        this.own = own;
        this.classLoader = classLoader;
        this.answers = answers;
        this.services = services;
        this.problems = problems;
    }

    /** Returns the backends in their order, without those that it has reported as problems. */
    List<EmailBackend> create() {
        reportMissingServices();
        List<EmailBackend> backends = new ArrayList<>();
        for (String name : settings.get(SettingsCatalog.BACKENDS)) {
            EmailBackend backend = create(name);
            if (backend != null) {
                backends.add(backend);
            }
        }
        return backends;
    }

    private @Nullable EmailBackend create(String name) {
        if (name.equals(EmbeddedBackend.NAME)) {
            return problems.in("notdisposable.embedded.*", this::embedded);
        }
        for (BackendProvider provider : providers()) {
            if (provider.names().contains(name)) {
                HttpSettings reached = http();
                return reached == null
                        ? null
                        : problems.in(
                                SettingsCatalog.SERVICES.contains(name)
                                        ? "notdisposable." + name + ".*"
                                        : "Backend " + DidYouMean.printable(name),
                                () -> provider.create(name, new BackendContext(settings, reached, answers, services)));
            }
        }
        return SettingsCatalog.SERVICES.contains(name) ? null : ownBackend(name);
    }

    /** Returns whether the context class loader sees the artifact {@code notdisposable-services}. */
    static boolean servicesAreThere() {
        try {
            for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
                if (provider.names().containsAll(SettingsCatalog.SERVICES)) {
                    return true;
                }
            }
            return false;
        } catch (ServiceConfigurationError broken) {
            return false;
        }
    }

    /** Reports in one sentence what is set for {@code notdisposable-services} while that artifact is missing. */
    private void reportMissingServices() {
        List<String> reasons = new ArrayList<>();
        for (String name : settings.get(SettingsCatalog.BACKENDS)) {
            if (SettingsCatalog.SERVICES.contains(name)) {
                reasons.add(SettingsCatalog.BACKENDS + " names " + name);
            }
        }
        if (reasons.isEmpty()) {
            for (Setting<?> setting : SettingsCatalog.all()) {
                if (settings.isSetByName(setting) && SettingsCatalog.isOfServices(setting)) {
                    reasons.add(setting + " is set");
                }
            }
        }
        if (!reasons.isEmpty()
                && providers().stream().noneMatch(provider -> provider.names().containsAll(SettingsCatalog.SERVICES))) {
            problems.add(String.join(", ", reasons)
                    + ", but the artifact io.github.notdisposable:notdisposable-services is missing: add it");
        }
    }

    private @Nullable EmailBackend embedded() {
        EmbeddedBackend.Builder builder = EmbeddedBackend.builder()
                .dns(settings.get(SettingsCatalog.EMBEDDED_DNS))
                .dnsTimeout(settings.get(SettingsCatalog.EMBEDDED_DNS_TIMEOUT))
                .dnsCacheSize(settings.get(SettingsCatalog.EMBEDDED_DNS_CACHE_SIZE));
        settings.apply(SettingsCatalog.EMBEDDED_DNS_SERVERS, builder::dnsServers);
        return settings.get(SettingsCatalog.EMBEDDED_REFRESH_URLS).isEmpty() || refresh(builder) != null
                ? builder.build()
                : null;
    }

    private EmbeddedBackend.@Nullable Builder refresh(EmbeddedBackend.Builder builder) {
        HttpSettings reached = http();
        return reached == null
                ? null
                : problems.in(
                        "notdisposable.embedded.refresh.*",
                        () -> builder.refreshFrom(
                                settings.get(SettingsCatalog.EMBEDDED_REFRESH_URLS),
                                settings.get(SettingsCatalog.EMBEDDED_REFRESH_INTERVAL),
                                settings.get(SettingsCatalog.EMBEDDED_REFRESH_DIRECTORY)
                                        .orElse(null),
                                reached));
    }

    private @Nullable HttpSettings http() {
        if (!httpTried) {
            httpTried = true;
            http = problems.in("notdisposable.http.*", this::makeHttp);
        }
        return http;
    }

    private HttpSettings makeHttp() {
        HttpSettings.Builder builder = HttpSettings.builder()
                .connectTimeout(settings.get(SettingsCatalog.HTTP_CONNECT_TIMEOUT))
                .maxAnswerBytes(settings.get(SettingsCatalog.HTTP_MAX_ANSWER_SIZE))
                .allowInsecure(settings.get(SettingsCatalog.HTTP_ALLOW_INSECURE));
        settings.get(SettingsCatalog.HTTP_PROXY)
                .ifPresent(proxy -> builder.proxy(proxy.getHostString(), proxy.getPort()));
        Optional<Secret> password = settings.get(SettingsCatalog.HTTP_TRUST_STORE_PASSWORD);
        settings.apply(
                SettingsCatalog.HTTP_TRUST_STORE,
                file -> file.ifPresent(path -> password.ifPresentOrElse(
                        secret -> builder.trust(path, secret.reveal().toCharArray()), () -> builder.trust(path))));
        return builder.build();
    }

    private @Nullable EmailBackend ownBackend(String name) {
        for (EmailBackend backend : own) {
            if (backend.name().equals(name)) {
                return backend;
            }
        }
        for (EmailBackend backend : provided()) {
            if (backend.name().equals(name)) {
                return backend;
            }
        }
        List<String> known = new ArrayList<>(NAMES);
        own.forEach(backend -> known.add(backend.name()));
        provided().forEach(backend -> known.add(backend.name()));
        problems.add(settings.withPlace(SettingsCatalog.BACKENDS)
                + " names '" + DidYouMean.printable(name) + "', which is no backend; did you mean "
                + DidYouMean.nearest(name, known).orElse("") + "?");
        return null;
    }

    private List<EmailBackend> provided() {
        if (provided == null) {
            provided = problems.load(EmailBackend.class, classLoader, "backend");
        }
        return provided;
    }

    private List<BackendProvider> providers() {
        if (providers == null) {
            providers = problems.load(BackendProvider.class, classLoader, "provider of backends");
        }
        return providers;
    }
}
