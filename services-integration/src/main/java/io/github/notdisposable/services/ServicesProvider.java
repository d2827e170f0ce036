/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.Category;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.config.BackendContext;
import io.github.notdisposable.config.BackendProvider;
import io.github.notdisposable.config.Secret;
import io.github.notdisposable.config.Setting;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.http.HttpSettings;
import io.github.notdisposable.resilience.ResilientBackend;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Creates the backends that ask a service, each behind a cache, a circuit breaker and a bulkhead. */
public final class ServicesProvider implements BackendProvider {

    private static final Map<Setting<Optional<String>>, JsonBackend.Field> FIELDS = Map.of(
            SettingsCatalog.JSON_SUGGESTION, JsonBackend.Field.SUGGESTION,
            SettingsCatalog.JSON_PROVIDER, JsonBackend.Field.PROVIDER,
            SettingsCatalog.JSON_NORMALIZED, JsonBackend.Field.NORMALIZED,
            SettingsCatalog.JSON_ROOT, JsonBackend.Field.ROOT,
            SettingsCatalog.JSON_DETAIL, JsonBackend.Field.DETAIL);

    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public ServicesProvider() {}

    @Override
    public Set<String> names() {
        return Set.of(StopRegBackend.NAME, UserCleaningBackend.NAME, JsonBackend.NAME);
    }

    @Override
    public EmailBackend create(String name, BackendContext context) {
        Settings settings = context.settings();
        HttpSettings http = context.http();
        EmailBackend service = switch (name) {
            case StopRegBackend.NAME -> stopReg(settings, http);
            case UserCleaningBackend.NAME -> userCleaning(settings, http);
            case JsonBackend.NAME -> json(settings, http);
            default -> throw new IllegalArgumentException("No backend has the name '" + name + "'");
        };
        return resilient(service, context);
    }

    private static EmailBackend resilient(EmailBackend service, BackendContext context) {
        Settings settings = context.settings();
        return ResilientBackend.builder(context.customized(service))
                .store(context.answers().orElse(null))
                .maxSize(settings.get(SettingsCatalog.CACHE_MAX_SIZE))
                .keep(Category.WHITE, settings.get(SettingsCatalog.CACHE_WHITE))
                .keep(Category.GREY, settings.get(SettingsCatalog.CACHE_GREY))
                .keep(Category.BLACK, settings.get(SettingsCatalog.CACHE_BLACK))
                .keepFailures(settings.get(SettingsCatalog.CACHE_UNAVAILABLE))
                .keepBans(settings.get(SettingsCatalog.CACHE_BANNED))
                .serveStale(settings.get(SettingsCatalog.CACHE_STALE))
                .maxConcurrent(settings.get(SettingsCatalog.RESILIENCE_MAX_CONCURRENT))
                .maxWait(settings.get(SettingsCatalog.RESILIENCE_MAX_WAIT))
                .retries(settings.get(SettingsCatalog.RESILIENCE_RETRIES))
                .retryFloor(settings.get(SettingsCatalog.RESILIENCE_RETRY_FLOOR))
                .failureRate(settings.get(SettingsCatalog.RESILIENCE_FAILURE_RATE))
                .window(settings.get(SettingsCatalog.RESILIENCE_WINDOW))
                .minimumCalls(settings.get(SettingsCatalog.RESILIENCE_MINIMUM_CALLS))
                .openTime(settings.get(SettingsCatalog.RESILIENCE_OPEN_TIME))
                .rateLimitPause(settings.get(SettingsCatalog.RESILIENCE_RATE_LIMIT_PAUSE))
                .quotaPause(settings.get(SettingsCatalog.RESILIENCE_QUOTA_PAUSE))
                .keyPause(settings.get(SettingsCatalog.RESILIENCE_KEY_PAUSE))
                .longestPause(settings.get(SettingsCatalog.RESILIENCE_LONGEST_PAUSE))
                .build();
    }

    private static EmailBackend stopReg(Settings settings, HttpSettings http) {
        return StopRegBackend.builder()
                .apiToken(settings.get(SettingsCatalog.STOPREG_API_TOKEN)
                        .map(Secret::reveal)
                        .orElse(""))
                .baseUrl(settings.get(SettingsCatalog.STOPREG_BASE_URL).toString())
                .contract(Words.constant(
                        "contract", StopRegBackend.Contract.class, settings.get(SettingsCatalog.STOPREG_CONTRACT)))
                .send(Words.constant("send", StopRegBackend.Send.class, settings.get(SettingsCatalog.STOPREG_SEND)))
                .applyPolicy(settings.get(SettingsCatalog.STOPREG_APPLY_POLICY))
                .timeout(settings.get(SettingsCatalog.STOPREG_TIMEOUT))
                .http(http)
                .build();
    }

    private static EmailBackend userCleaning(Settings settings, HttpSettings http) {
        return UserCleaningBackend.builder()
                .apiKey(settings.get(SettingsCatalog.USER_CLEANING_API_KEY)
                        .map(Secret::reveal)
                        .orElse(""))
                .baseUrl(settings.get(SettingsCatalog.USER_CLEANING_BASE_URL).toString())
                .contract(Words.constant(
                        "contract",
                        UserCleaningBackend.Contract.class,
                        settings.get(SettingsCatalog.USER_CLEANING_CONTRACT)))
                .probe(settings.get(SettingsCatalog.USER_CLEANING_PROBE))
                .timeout(settings.get(SettingsCatalog.USER_CLEANING_TIMEOUT))
                .http(http)
                .build();
    }

    /** A preset first: what is set besides counts before it. */
    private static EmailBackend json(Settings settings, HttpSettings http) {
        JsonBackend.Builder builder = JsonBackend.builder(JsonBackend.NAME)
                .timeout(settings.get(SettingsCatalog.JSON_TIMEOUT))
                .http(http);
        settings.apply(SettingsCatalog.JSON_PRESET, preset -> preset.ifPresent(builder::preset));
        settings.apply(SettingsCatalog.JSON_BANNED_STATUS, builder::bannedStatus);
        builder.categoryValues(Category.WHITE, words(settings, SettingsCatalog.JSON_CATEGORIES_WHITE))
                .categoryValues(Category.GREY, words(settings, SettingsCatalog.JSON_CATEGORIES_GREY))
                .categoryValues(Category.BLACK, words(settings, SettingsCatalog.JSON_CATEGORIES_BLACK))
                .categoryValues(Category.BANNED, words(settings, SettingsCatalog.JSON_CATEGORIES_BANNED));
        settings.apply(
                SettingsCatalog.JSON_API_KEY, key -> key.map(Secret::reveal).ifPresent(builder::apiKey));
        settings.apply(SettingsCatalog.JSON_URL, url -> url.map(Secret::reveal).ifPresent(builder::url));
        settings.apply(SettingsCatalog.JSON_METHOD, method -> method.ifPresent(builder::method));
        settings.apply(
                SettingsCatalog.JSON_HEADERS,
                headers -> headers.forEach((header, value) -> builder.header(header, value.reveal())));
        settings.apply(
                SettingsCatalog.JSON_BODY, body -> body.map(Secret::reveal).ifPresent(builder::body));
        settings.apply(SettingsCatalog.JSON_CATEGORY, pointer -> pointer.ifPresent(builder::category));
        settings.apply(
                SettingsCatalog.JSON_TRAITS,
                traits -> traits.forEach((trait, place) -> JsonSettings.trait(builder, trait, place)));
        settings.apply(
                SettingsCatalog.JSON_STATUSES,
                statuses -> statuses.forEach((status, reason) -> JsonSettings.status(builder, status, reason)));
        settings.apply(
                SettingsCatalog.JSON_ERRORS,
                errors -> errors.forEach((reason, place) -> JsonSettings.error(builder, reason, place)));
        FIELDS.forEach((setting, field) ->
                settings.apply(setting, pointer -> pointer.ifPresent(text -> builder.field(field, text))));
        return builder.build();
    }

    private static String[] words(Settings settings, Setting<List<String>> setting) {
        return settings.get(setting).toArray(String[]::new);
    }
}
