/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.http.HttpSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks any service that answers with JSON, by configuration alone.
 *
 * <p>The URL, the headers and the body are templates with the placeholders <code>{address}</code>, <code>{domain}</code> and
 * <code>{client}</code> ({@code unknown} if there is none), which are encoded for the place where they stand: percent-encoded in a URL and a
 * header, escaped in a JSON body. JSON pointers (RFC 6901) say where the answer holds what.
 *
 * <p>What leaves the process: what the templates name. If none of them names <code>{address}</code>, an answer serves all mailboxes of a
 * domain. If one names <code>{client}</code>, the service is taken for one that counts attempts, and its black answers are not kept.
 *
 * <p>Replies of status 200 to 299 are answers if they are JSON objects in which at least one of the pointers to a category or a trait finds
 * something, and the category is one that is known. 400 and 422 are {@link UnavailableReason#REFUSED_INPUT}, 401 and 403
 * {@link UnavailableReason#UNAUTHORIZED}, 402 {@link UnavailableReason#QUOTA_EXHAUSTED}, 429 {@link UnavailableReason#RATE_LIMITED}, 500
 * and above {@link UnavailableReason#SERVER_ERROR}; anything else is {@link UnavailableReason#MALFORMED_ANSWER}.
 *
 * <p>Safe for use by several threads.
 *
 * <p>Keys: {@code notdisposable.json.url} ({@link Builder#url}), {@code .method} ({@link Builder#method}), {@code .headers.NAME}
 * ({@link Builder#header}), {@code .body} ({@link Builder#body}), {@code .category} ({@link Builder#category}), {@code .categories.white},
 * {@code .grey}, {@code .black} and {@code .banned} ({@link Builder#categoryValues}, a list each), {@code .traits.TRAIT}
 * ({@link Builder#trait}, a pointer, or a pointer, an equals sign and values separated by bars), {@code .suggestion}, {@code .provider},
 * {@code .normalized}, {@code .root}, {@code .detail}, {@code .banned-status}, {@code .timeout}.
 */
public final class JsonBackend implements EmailBackend {

    /** The name under which settings know this back end, unless another is given. */
    public static final String NAME = "json";

    private static final String ADDRESS = "{address}";
    private static final String DOMAIN = "{domain}";
    private static final String CLIENT = "{client}";

    private final String name;
    private final String url;
    private final String method;
    private final Map<String, String> headers;
    private final @Nullable String body;
    private final @Nullable JsonPointer category;
    private final Map<String, Category> categories;
    private final Map<EmailTrait, Finding> traits;
    private final @Nullable JsonPointer suggestion;
    private final @Nullable JsonPointer provider;
    private final @Nullable JsonPointer normalized;
    private final @Nullable JsonPointer root;
    private final @Nullable JsonPointer detail;
    private final int bannedStatus;
    private final boolean needsAddress;
    private final boolean needsClient;
    private final HttpService service;

    /** Where a trait is told, and by which values. */
    private record Finding(JsonPointer pointer, Set<String> values) {}

    private JsonBackend(Builder builder) {
        name = builder.name;
        url = urlTemplate(builder);
        method = builder.method;
        headers = Map.copyOf(builder.headers);
        body = builder.body;
        category = builder.category;
        categories = builder.categories();
        traits = new EnumMap<>(builder.traits);
        if (category == null && traits.isEmpty()) {
            throw new IllegalArgumentException(
                    "'category' or a trait must be set: without them no answer says anything");
        }
        suggestion = builder.suggestion;
        provider = builder.provider;
        normalized = builder.normalized;
        root = builder.root;
        detail = builder.detail;
        bannedStatus = builder.bannedStatus;
        needsAddress = names(ADDRESS);
        needsClient = names(CLIENT);
        service = new HttpService(builder.http, builder.timeout);
    }

    /**
     * Starts a back end.
     *
     * @param name the name under which settings, verdicts and logs know it: lower-case letters, digits and hyphens
     * @return a builder, with every default set
     * @throws IllegalArgumentException if the name is of another form
     */
    public static Builder builder(String name) {
        return new Builder(Checks.name(name));
    }

    /** A placeholder must not choose the host: the key would go wherever the address says. */
    private static String urlTemplate(Builder builder) {
        String template = builder.url;
        if (template == null) {
            throw new IllegalArgumentException(
                    "'url' must be set, such as https://mail.example.com/check?email={address}");
        }
        if (filled(template, "", "", "", UnaryOperator.identity()).matches("(?s).*[{}].*")) {
            throw new IllegalArgumentException("'url' must have no other braces than {address}, {domain} and {client}");
        }
        URI filled = Checks.url("url", filled(template, "a", "a", "a", UnaryOperator.identity()), builder.http);
        URI other = Checks.url("url", filled(template, "b", "b", "b", UnaryOperator.identity()), builder.http);
        if (!filled.getRawAuthority().equals(other.getRawAuthority())) {
            throw new IllegalArgumentException("'url' must not have a placeholder in its host");
        }
        return template.strip();
    }

    private boolean names(String placeholder) {
        return url.contains(placeholder)
                || (body != null && body.contains(placeholder))
                || headers.values().stream().anyMatch(value -> value.contains(placeholder));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Scope scope() {
        if (needsClient) {
            return Scope.CLIENT;
        }
        return needsAddress ? Scope.ADDRESS : Scope.DOMAIN;
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        if (needsAddress && query.address().isEmpty()) {
            return BackendAnswer.unavailable(UnavailableReason.NOT_SUPPORTED);
        }
        return service.ask(query, () -> request(query), this::read);
    }

    private HttpRequest request(BackendQuery query) {
        String address = query.address().map(EmailAddress::text).orElse("");
        String domain = query.domain();
        String client = query.client().map(ClientIp::address).orElse("unknown");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(filled(url, address, domain, client, Encoding::percent)))
                .header("Accept", "application/json");
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        // An address of a client needs no encoding in a header, and a service would not decode it there.
        headers.forEach((header, value) -> request.setHeader(
                header, filled(value.replace(CLIENT, client), address, domain, client, Encoding::percent)));
        return request.method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(filled(body, address, domain, client, Encoding::json)))
                .build();
    }

    private static String filled(
            String template, String address, String domain, String client, UnaryOperator<String> encoding) {
        // The domain and the client hold no brace, so that the address, put in last, is not taken for a template.
        return template.replace(DOMAIN, encoding.apply(domain))
                .replace(CLIENT, encoding.apply(client))
                .replace(ADDRESS, encoding.apply(address));
    }

    private BackendAnswer read(Reply reply) {
        JsonNode json = reply.jsonObject();
        if (bannedStatus != 0 && reply.status() == bannedStatus) {
            return BackendAnswer.banned(json == null ? null : text(json, detail));
        }
        if (!reply.isSuccess()) {
            return reply.unavailable();
        }
        BackendAnswer answer = json == null ? null : read(json);
        return answer != null ? answer : BackendAnswer.unavailable(UnavailableReason.MALFORMED_ANSWER);
    }

    private @Nullable BackendAnswer read(JsonNode json) {
        boolean found = false;
        Category told = null;
        if (category != null) {
            JsonNode value = json.at(category);
            told = categories.get(value.asText("").toLowerCase(Locale.ROOT));
            if (told == null && !isNothing(value)) {
                return null;
            }
            found = told != null;
        }
        if (told == Category.BANNED) {
            return BackendAnswer.banned(text(json, detail));
        }
        BackendAnswer.Builder answer = BackendAnswer.about(needsAddress ? Scope.ADDRESS : Scope.DOMAIN);
        boolean black = told == Category.BLACK;
        for (Map.Entry<EmailTrait, Finding> entry : traits.entrySet()) {
            JsonNode value = json.at(entry.getValue().pointer());
            boolean holds = entry.getValue().values().contains(value.asText("").toLowerCase(Locale.ROOT));
            found |= !isNothing(value);
            answer.trait(entry.getKey(), holds);
            black |= holds && (entry.getKey() == EmailTrait.DISPOSABLE || entry.getKey() == EmailTrait.BLOCKLISTED);
        }
        if (!found) {
            return null;
        }
        return answer.category(told)
                .trait(EmailTrait.DISPOSABLE, told == Category.BLACK && traits.isEmpty())
                .reusable(!(black && needsClient))
                .suggestion(domain(json, suggestion))
                .provider(text(json, provider))
                .normalized(text(json, normalized))
                .root(domain(json, root))
                .detail(text(json, detail))
                .build();
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static @Nullable String text(JsonNode json, @Nullable JsonPointer pointer) {
        return pointer == null ? null : Reply.textOrNull(json.at(pointer));
    }

    private static @Nullable String domain(JsonNode json, @Nullable JsonPointer pointer) {
        return pointer == null ? null : Reply.domainOrNull(json.at(pointer));
    }

    @Override
    public void close() {
        service.close();
    }

    @Override
    public String toString() {
        return "JsonBackend[name=" + name + "]";
    }

    /** Collects settings. Not safe for use by several threads. */
    public static final class Builder {

        private static final Pattern METHOD = Pattern.compile("GET|POST|PUT");
        private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

        private final String name;
        private @Nullable String url;
        private String method = "GET";
        private final Map<String, String> headers = new LinkedHashMap<>();
        private @Nullable String body;
        private @Nullable JsonPointer category;
        private final Map<Category, Set<String>> categoryValues = new EnumMap<>(Category.class);
        private final Map<EmailTrait, Finding> traits = new EnumMap<>(EmailTrait.class);
        private @Nullable JsonPointer suggestion;
        private @Nullable JsonPointer provider;
        private @Nullable JsonPointer normalized;
        private @Nullable JsonPointer root;
        private @Nullable JsonPointer detail;
        private int bannedStatus;
        private Duration timeout = Duration.ofSeconds(5);
        private HttpSettings http = HttpSettings.defaults();

        private Builder(String name) {
            this.name = name;
            for (Category known : Set.of(Category.WHITE, Category.GREY, Category.BLACK, Category.BANNED)) {
                categoryValues.put(known, Set.of(known.name().toLowerCase(Locale.ROOT)));
            }
        }

        /**
         * Sets the URL. There is no default.
         *
         * @param url a template, such as <code>https://mail.example.com/check?email={address}</code>; {@code https} unless the host is the
         *     machine itself or {@link HttpSettings.Builder#allowInsecure} says so, and no placeholder in the host
         * @return this
         */
        public Builder url(String url) {
            this.url = Objects.requireNonNull(url, "url");
            return this;
        }

        /**
         * Sets the method.
         *
         * @param method {@code GET}, as by default, {@code POST} or {@code PUT}
         * @return this
         * @throws IllegalArgumentException if it is another
         */
        public Builder method(String method) {
            String upper = method.toUpperCase(Locale.ROOT);
            if (!METHOD.matcher(upper).matches()) {
                throw new IllegalArgumentException("'method' must be GET, POST or PUT");
            }
            this.method = upper;
            return this;
        }

        /**
         * Adds a header, for a key for example. It takes the place of an earlier one of the same name.
         *
         * @param header its name
         * @param value its value, a template of printable ASCII
         * @return this
         * @throws IllegalArgumentException if the name or the value could not be sent
         */
        public Builder header(String header, String value) {
            if (!HEADER.matcher(header).matches()) {
                throw new IllegalArgumentException("'headers' must have names of letters, digits and hyphens");
            }
            if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
                throw new IllegalArgumentException("'headers." + header + "' must be printable ASCII");
            }
            try {
                HttpRequest.newBuilder(URI.create("https://localhost")).header(header, "x");
            } catch (IllegalArgumentException restricted) {
                throw new IllegalArgumentException("'headers." + header + "' cannot be set", restricted);
            }
            headers.put(header, value);
            return this;
        }

        /**
         * Sets the body.
         *
         * @param body a template of a JSON document, with the placeholders inside quotes: <code>{"email":"{address}"}</code>; {@code null}, as
         *     by default, if none is sent
         * @return this
         */
        public Builder body(@Nullable String body) {
            this.body = body;
            return this;
        }

        /**
         * Sets where the answer tells the category.
         *
         * @param pointer a JSON pointer, such as {@code /result/verdict}
         * @return this
         * @throws IllegalArgumentException if it is none
         */
        public Builder category(String pointer) {
            category = pointer("category", pointer);
            return this;
        }

        /**
         * Sets by which words the answer tells a category.
         *
         * @param category white, grey, black or banned
         * @param values the words, without regard to case; by default the category's own name
         * @return this
         * @throws IllegalArgumentException if no service could tell that category
         */
        public Builder categoryValues(Category category, String... values) {
            if (category == Category.UNKNOWN) {
                throw new IllegalArgumentException("'categories' must be of white, grey, black and banned");
            }
            categoryValues.put(category, lowerCase(values));
            return this;
        }

        /**
         * Sets where the answer tells a trait, and by which values.
         *
         * @param trait the trait
         * @param pointer a JSON pointer, such as {@code /result/is_disposable}
         * @param values the values, as text and without regard to case, by which it holds; {@code true} if none is given. With {@code false} for
         *     {@link EmailTrait#NO_MAIL_SERVER} a field such as {@code mx_found} can be read.
         * @return this
         * @throws IllegalArgumentException if the pointer is none
         */
        public Builder trait(EmailTrait trait, String pointer, String... values) {
            String setting = "traits." + trait.name().toLowerCase(Locale.ROOT).replace('_', '-');
            traits.put(
                    trait,
                    new Finding(pointer(setting, pointer), values.length == 0 ? Set.of("true") : lowerCase(values)));
            return this;
        }

        /**
         * Sets where the answer tells the domain that was probably meant.
         *
         * @param pointer a JSON pointer
         * @return this
         * @throws IllegalArgumentException if it is none
         */
        public Builder suggestion(String pointer) {
            suggestion = pointer("suggestion", pointer);
            return this;
        }

        /**
         * Sets where the answer names the mail service.
         *
         * @param pointer a JSON pointer
         * @return this
         * @throws IllegalArgumentException if it is none
         */
        public Builder provider(String pointer) {
            provider = pointer("provider", pointer);
            return this;
        }

        /**
         * Sets where the answer tells the normal form of the address.
         *
         * @param pointer a JSON pointer
         * @return this
         * @throws IllegalArgumentException if it is none
         */
        public Builder normalized(String pointer) {
            normalized = pointer("normalized", pointer);
            return this;
        }

        /**
         * Sets where the answer tells the registrable domain.
         *
         * @param pointer a JSON pointer
         * @return this
         * @throws IllegalArgumentException if it is none
         */
        public Builder root(String pointer) {
            root = pointer("root", pointer);
            return this;
        }

        /**
         * Sets where the answer says something in words.
         *
         * @param pointer a JSON pointer
         * @return this
         * @throws IllegalArgumentException if it is none
         */
        public Builder detail(String pointer) {
            detail = pointer("detail", pointer);
            return this;
        }

        /**
         * Sets the status by which the service says that it refuses the client.
         *
         * @param bannedStatus 400 to 499; 0, as by default, if it does not do that
         * @return this
         * @throws IllegalArgumentException if it is another number
         */
        public Builder bannedStatus(int bannedStatus) {
            if (bannedStatus != 0 && (bannedStatus < 400 || bannedStatus > 499)) {
                throw new IllegalArgumentException("'bannedStatus' must be 0 or 400 to 499, was " + bannedStatus);
            }
            this.bannedStatus = bannedStatus;
            return this;
        }

        /**
         * Sets how long one request may take, if the check's deadline does not come first.
         *
         * @param timeout a positive time; 5 seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Checks.positive("timeout", timeout);
            return this;
        }

        /**
         * Sets how the service is reached.
         *
         * @param http {@link HttpSettings#defaults()} by default
         * @return this
         */
        public Builder http(HttpSettings http) {
            this.http = Objects.requireNonNull(http, "http");
            return this;
        }

        /**
         * Returns the back end. It holds connections until it is closed.
         *
         * @return the back end
         * @throws IllegalArgumentException if the URL is missing or not one that may be used, if neither a category nor a trait is told, or if
         *     one word tells two categories
         */
        public JsonBackend build() {
            return new JsonBackend(this);
        }

        private Map<String, Category> categories() {
            Map<String, Category> byWord = new HashMap<>();
            if (category != null) {
                categoryValues.forEach((told, words) -> words.forEach(word -> {
                    if (byWord.put(word, told) != null) {
                        throw new IllegalArgumentException("'categories' must not have one word for two categories");
                    }
                }));
            }
            return Map.copyOf(byWord);
        }

        private static JsonPointer pointer(String setting, String pointer) {
            if (!pointer.startsWith("/")) {
                throw new IllegalArgumentException("'" + setting + "' must be a JSON pointer, such as /data/field");
            }
            return JsonPointer.compile(pointer);
        }

        private static Set<String> lowerCase(String... values) {
            Set<String> lower = new TreeSet<>();
            for (String value : values) {
                lower.add(value.strip().toLowerCase(Locale.ROOT));
            }
            return Set.copyOf(lower);
        }
    }
}
