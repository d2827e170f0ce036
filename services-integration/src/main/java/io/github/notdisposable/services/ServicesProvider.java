/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.Category;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.config.BackendContext;
import io.github.notdisposable.config.BackendProvider;
import io.github.notdisposable.config.Keys;
import io.github.notdisposable.config.Secret;
import io.github.notdisposable.config.Setting;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.http.HttpSettings;
import io.github.notdisposable.resilience.ResilientBackend;
import java.util.List;
import java.util.Set;

/** Makes the backends that ask a service, each behind a cache, a circuit breaker and a bulkhead. */
public final class ServicesProvider implements BackendProvider {

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

    private static EmailBackend stopReg(Settings settings, HttpSettings http) {
        return StopRegBackend.builder()
                .apiToken(
                        settings.get(Keys.STOPREG_API_TOKEN).map(Secret::reveal).orElse(""))
                .baseUrl(settings.get(Keys.STOPREG_BASE_URL).toString())
                .contract(
                        Words.constant("contract", StopRegBackend.Contract.class, settings.get(Keys.STOPREG_CONTRACT)))
                .send(Words.constant("send", StopRegBackend.Send.class, settings.get(Keys.STOPREG_SEND)))
                .applyPolicy(settings.get(Keys.STOPREG_APPLY_POLICY))
                .timeout(settings.get(Keys.STOPREG_TIMEOUT))
                .http(http)
                .build();
    }

    private static EmailBackend userCleaning(Settings settings, HttpSettings http) {
        return UserCleaningBackend.builder()
                .apiKey(settings.get(Keys.USER_CLEANING_API_KEY)
                        .map(Secret::reveal)
                        .orElse(""))
                .baseUrl(settings.get(Keys.USER_CLEANING_BASE_URL).toString())
                .contract(Words.constant(
                        "contract", UserCleaningBackend.Contract.class, settings.get(Keys.USER_CLEANING_CONTRACT)))
                .probe(settings.get(Keys.USER_CLEANING_PROBE))
                .timeout(settings.get(Keys.USER_CLEANING_TIMEOUT))
                .http(http)
                .build();
    }

    /** A preset first: what is set besides counts before it. */
    private static EmailBackend json(Settings settings, HttpSettings http) {
        JsonBackend.Builder builder = JsonBackend.builder(JsonBackend.NAME)
                .timeout(settings.get(Keys.JSON_TIMEOUT))
                .http(http);
        settings.get(Keys.JSON_PRESET).ifPresent(builder::preset);
        builder.bannedStatus(settings.get(Keys.JSON_BANNED_STATUS))
                .categoryValues(Category.WHITE, words(settings, Keys.JSON_CATEGORIES_WHITE))
                .categoryValues(Category.GREY, words(settings, Keys.JSON_CATEGORIES_GREY))
                .categoryValues(Category.BLACK, words(settings, Keys.JSON_CATEGORIES_BLACK))
                .categoryValues(Category.BANNED, words(settings, Keys.JSON_CATEGORIES_BANNED));
        settings.get(Keys.JSON_API_KEY).map(Secret::reveal).ifPresent(builder::apiKey);
        settings.get(Keys.JSON_URL).map(Secret::reveal).ifPresent(builder::url);
        settings.get(Keys.JSON_METHOD).ifPresent(builder::method);
        settings.get(Keys.JSON_HEADERS).forEach((header, value) -> builder.header(header, value.reveal()));
        settings.get(Keys.JSON_BODY).map(Secret::reveal).ifPresent(builder::body);
        settings.get(Keys.JSON_CATEGORY).ifPresent(builder::category);
        settings.get(Keys.JSON_TRAITS).forEach((trait, place) -> JsonSettings.trait(builder, trait, place));
        settings.get(Keys.JSON_STATUSES).forEach((status, reason) -> JsonSettings.status(builder, status, reason));
        settings.get(Keys.JSON_ERRORS).forEach((reason, place) -> JsonSettings.error(builder, reason, place));
        settings.get(Keys.JSON_SUGGESTION).ifPresent(pointer -> builder.field(JsonField.SUGGESTION, pointer));
        settings.get(Keys.JSON_PROVIDER).ifPresent(pointer -> builder.field(JsonField.PROVIDER, pointer));
        settings.get(Keys.JSON_NORMALIZED).ifPresent(pointer -> builder.field(JsonField.NORMALIZED, pointer));
        settings.get(Keys.JSON_ROOT).ifPresent(pointer -> builder.field(JsonField.ROOT, pointer));
        settings.get(Keys.JSON_DETAIL).ifPresent(pointer -> builder.field(JsonField.DETAIL, pointer));
        return builder.build();
    }

    private static String[] words(Settings settings, Setting<List<String>> setting) {
        return settings.get(setting).toArray(String[]::new);
    }
}
