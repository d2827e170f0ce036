/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.dns.MailServerLookup;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.http.HttpSettings;
import io.github.notdisposable.http.JsonBackend;
import io.github.notdisposable.http.StopRegBackend;
import io.github.notdisposable.http.UserCleaningBackend;
import io.github.notdisposable.refresh.ListRefresher;
import io.github.notdisposable.resilience.AnswerStore;
import io.github.notdisposable.resilience.ResilientBackend;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the back ends that the settings name. */
final class BackendFactory {

    /** The names of the library's own back ends. */
    static final List<String> NAMES =
            List.of(EmbeddedBackend.NAME, StopRegBackend.NAME, UserCleaningBackend.NAME, JsonBackend.NAME);

    private final Settings settings;
    private final List<EmailBackend> own;
    private final @Nullable ClassLoader classLoader;
    private final List<String> problems;
    private final @Nullable AnswerStore answers;
    private boolean httpTried;
    private @Nullable HttpSettings http;
    private @Nullable List<EmailBackend> provided;

    BackendFactory(
            Settings settings,
            List<EmailBackend> own,
            @Nullable ClassLoader classLoader,
            @Nullable AnswerStore answers,
            List<String> problems) {
        this.settings = settings;
        this.own = own;
        this.classLoader = classLoader;
        this.answers = answers;
        this.problems = problems;
    }

    /** Returns the back ends in their order, without those of which it has told why there is none. */
    List<EmailBackend> create() {
        List<EmailBackend> backends = new ArrayList<>();
        for (String name : settings.get(Keys.BACKENDS)) {
            EmailBackend backend = create(name);
            if (backend != null) {
                backends.add(backend);
            }
        }
        return backends;
    }

    private @Nullable EmailBackend create(String name) {
        return switch (name) {
            case EmbeddedBackend.NAME -> Misuse.told(problems, "embedded.", this::embedded);
            case StopRegBackend.NAME -> overHttp("stopreg.", this::stopReg);
            case UserCleaningBackend.NAME -> overHttp("user-cleaning.", this::userCleaning);
            case JsonBackend.NAME -> overHttp("json.", this::json);
            default -> ownBackend(name);
        };
    }

    private @Nullable EmailBackend overHttp(String group, Function<HttpSettings, EmailBackend> backend) {
        HttpSettings reached = http();
        EmailBackend made = reached == null ? null : Misuse.told(problems, group, () -> backend.apply(reached));
        return made == null ? null : Misuse.told(problems, "resilience.", () -> resilient(made));
    }

    /** Starts refreshing the bundled data, if the settings say so; null if they do not, or it has told why it cannot. */
    @Nullable
    ListRefresher refresher(List<EmailBackend> backends) {
        List<URI> urls = settings.get(Keys.EMBEDDED_REFRESH_URLS);
        for (EmailBackend backend : backends) {
            HttpSettings reached = urls.isEmpty() ? null : http();
            if (backend instanceof EmbeddedBackend embedded && reached != null) {
                return Misuse.told(
                        problems,
                        "embedded.refresh.",
                        () -> ListRefresher.builder(urls, embedded::refresh)
                                .interval(settings.get(Keys.EMBEDDED_REFRESH_INTERVAL))
                                .directory(settings.get(Keys.EMBEDDED_REFRESH_DIRECTORY)
                                        .orElse(null))
                                .http(reached)
                                .build());
            }
        }
        return null;
    }

    private EmailBackend embedded() {
        MailServerLookup lookup = MailServerLookup.builder()
                .nameServers(settings.get(Keys.EMBEDDED_DNS_SERVERS))
                .timeout(settings.get(Keys.EMBEDDED_DNS_TIMEOUT))
                .cacheMaxSize(settings.get(Keys.EMBEDDED_DNS_CACHE_SIZE))
                .build();
        return EmbeddedBackend.builder()
                .dns(settings.get(Keys.EMBEDDED_DNS))
                .lookup(lookup)
                .build();
    }

    private @Nullable HttpSettings http() {
        if (!httpTried) {
            httpTried = true;
            http = Misuse.told(problems, "http.", this::makeHttp);
        }
        return http;
    }

    private HttpSettings makeHttp() {
        HttpSettings.Builder builder = HttpSettings.builder()
                .connectTimeout(settings.get(Keys.HTTP_CONNECT_TIMEOUT))
                .maxAnswerBytes(settings.get(Keys.HTTP_MAX_ANSWER_BYTES))
                .allowInsecure(settings.get(Keys.HTTP_ALLOW_INSECURE));
        Optional<InetSocketAddress> proxy = settings.get(Keys.HTTP_PROXY);
        proxy.ifPresent(address -> builder.proxy(address.getHostString(), address.getPort()));
        settings.get(Keys.HTTP_TRUST_STORE).ifPresent(file -> trust(builder, file));
        return builder.build();
    }

    private void trust(HttpSettings.Builder builder, Path file) {
        Optional<Secret> password = settings.get(Keys.HTTP_TRUST_STORE_PASSWORD);
        if (password.isPresent()) {
            builder.trust(file, password.get().reveal().toCharArray());
        } else {
            builder.trust(file);
        }
    }

    private EmailBackend resilient(EmailBackend service) {
        return ResilientBackend.builder(service)
                .store(answers)
                .maxSize(settings.get(Keys.CACHE_MAX_SIZE))
                .keep(Category.WHITE, settings.get(Keys.CACHE_WHITE))
                .keep(Category.GREY, settings.get(Keys.CACHE_GREY))
                .keep(Category.BLACK, settings.get(Keys.CACHE_BLACK))
                .keepFailures(settings.get(Keys.CACHE_UNAVAILABLE))
                .keepBans(settings.get(Keys.CACHE_BANNED))
                .serveStale(settings.get(Keys.CACHE_STALE))
                .maxConcurrent(settings.get(Keys.RESILIENCE_MAX_CONCURRENT))
                .maxWait(settings.get(Keys.RESILIENCE_MAX_WAIT))
                .retries(settings.get(Keys.RESILIENCE_RETRIES))
                .retryFloor(settings.get(Keys.RESILIENCE_RETRY_FLOOR))
                .failureRate(settings.get(Keys.RESILIENCE_FAILURE_RATE))
                .window(settings.get(Keys.RESILIENCE_WINDOW))
                .minimumCalls(settings.get(Keys.RESILIENCE_MINIMUM_CALLS))
                .openTime(settings.get(Keys.RESILIENCE_OPEN_TIME))
                .rateLimitPause(settings.get(Keys.RESILIENCE_RATE_LIMIT_PAUSE))
                .quotaPause(settings.get(Keys.RESILIENCE_QUOTA_PAUSE))
                .keyPause(settings.get(Keys.RESILIENCE_KEY_PAUSE))
                .longestPause(settings.get(Keys.RESILIENCE_LONGEST_PAUSE))
                .build();
    }

    private EmailBackend stopReg(HttpSettings reached) {
        return StopRegBackend.builder()
                .apiToken(
                        settings.get(Keys.STOPREG_API_TOKEN).map(Secret::reveal).orElse(""))
                .baseUrl(settings.get(Keys.STOPREG_BASE_URL).toString())
                .send(settings.get(Keys.STOPREG_SEND))
                .timeout(settings.get(Keys.STOPREG_TIMEOUT))
                .http(reached)
                .build();
    }

    private EmailBackend userCleaning(HttpSettings reached) {
        return UserCleaningBackend.builder()
                .apiKey(settings.get(Keys.USER_CLEANING_API_KEY)
                        .map(Secret::reveal)
                        .orElse(""))
                .baseUrl(settings.get(Keys.USER_CLEANING_BASE_URL).toString())
                .contract(settings.get(Keys.USER_CLEANING_CONTRACT))
                .timeout(settings.get(Keys.USER_CLEANING_TIMEOUT))
                .http(reached)
                .build();
    }

    private EmailBackend json(HttpSettings reached) {
        JsonBackend.Builder builder = JsonBackend.builder(JsonBackend.NAME)
                .method(settings.get(Keys.JSON_METHOD))
                .bannedStatus(settings.get(Keys.JSON_BANNED_STATUS))
                .timeout(settings.get(Keys.JSON_TIMEOUT))
                .http(reached)
                .categoryValues(Category.WHITE, words(Keys.JSON_CATEGORIES_WHITE))
                .categoryValues(Category.GREY, words(Keys.JSON_CATEGORIES_GREY))
                .categoryValues(Category.BLACK, words(Keys.JSON_CATEGORIES_BLACK))
                .categoryValues(Category.BANNED, words(Keys.JSON_CATEGORIES_BANNED));
        settings.get(Keys.JSON_URL).map(Secret::reveal).ifPresent(builder::url);
        settings.get(Keys.JSON_HEADERS).forEach((header, value) -> builder.header(header, value.reveal()));
        settings.get(Keys.JSON_BODY).map(Secret::reveal).ifPresent(builder::body);
        settings.get(Keys.JSON_CATEGORY).ifPresent(builder::category);
        settings.get(Keys.JSON_TRAITS).forEach((trait, finding) -> addTrait(builder, trait, finding));
        settings.get(Keys.JSON_SUGGESTION).ifPresent(builder::suggestion);
        settings.get(Keys.JSON_PROVIDER).ifPresent(builder::provider);
        settings.get(Keys.JSON_NORMALIZED).ifPresent(builder::normalized);
        settings.get(Keys.JSON_ROOT).ifPresent(builder::root);
        settings.get(Keys.JSON_DETAIL).ifPresent(builder::detail);
        return builder.build();
    }

    private String[] words(Setting<List<String>> setting) {
        return settings.get(setting).toArray(String[]::new);
    }

    /** Reads a pointer, or a pointer, an equals sign, and the values by which the trait holds, separated by bars. */
    private static void addTrait(JsonBackend.Builder builder, String trait, String finding) {
        int equals = finding.indexOf('=');
        String pointer = equals < 0 ? finding : finding.substring(0, equals).strip();
        String[] values = equals < 0
                ? new String[0]
                : finding.substring(equals + 1).strip().split("\\|", -1);
        builder.trait(traitOf(trait), pointer, values);
    }

    private static EmailTrait traitOf(String name) {
        List<String> names = new ArrayList<>();
        for (EmailTrait trait : EmailTrait.values()) {
            if (SettingType.textOf(trait).equals(name)) {
                return trait;
            }
            names.add(SettingType.textOf(trait));
        }
        throw new IllegalArgumentException("'traits." + Spelling.printable(name) + "' is no trait; did you mean "
                + Spelling.nearest(name, names).orElse("") + "?");
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
        problems.add(Keys.BACKENDS
                + settings.placeOf(Keys.BACKENDS)
                        .map(place -> " (" + place + ")")
                        .orElse("")
                + " names '" + Spelling.printable(name) + "', which is no back end; did you mean "
                + Spelling.nearest(name, known).orElse("") + "?");
        return null;
    }

    private List<EmailBackend> provided() {
        if (provided == null) {
            provided = load();
        }
        return provided;
    }

    private List<EmailBackend> load() {
        List<EmailBackend> found = new ArrayList<>();
        ClassLoader context =
                classLoader != null ? classLoader : Thread.currentThread().getContextClassLoader();
        try {
            Iterator<EmailBackend> services =
                    ServiceLoader.load(EmailBackend.class, context).iterator();
            while (services.hasNext()) {
                found.add(services.next());
            }
        } catch (ServiceConfigurationError broken) {
            problems.add("A back end that ServiceLoader found cannot be made: " + broken.getMessage());
        }
        return found;
    }
}
