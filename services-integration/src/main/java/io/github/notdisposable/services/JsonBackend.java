/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.http.HttpSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks any service that answers with JSON, by configuration alone. A preset configures it for a service that is known.
 *
 * <p>The URL, the headers and the body are templates with the placeholders <code>{address}</code>, <code>{domain}</code>,
 * <code>{client}</code> ({@code unknown} if there is none) and <code>{key}</code>, which are encoded for the place where they stand:
 * percent-encoded in a URL and a header, escaped in a JSON body. The key stands in a header as it is, and <code>{basic:USER}</code> there for
 * the value of {@code Authorization} by RFC 7617. JSON pointers (RFC 6901) say where the answer holds what.
 *
 * <p>What leaves the process: what the templates name. If none of them names <code>{address}</code>, an answer serves all mailboxes of a
 * domain. If one names <code>{client}</code>, the service is taken for one that counts attempts, and its black answers are not kept.
 *
 * <p>A reply is read in this order:
 *
 * <ol>
 *   <li>The status of a ban is {@link Category#BANNED} if the body is a JSON object, in which the detail stands if its place is set. From
 *       anything else between here and there it is {@link UnavailableReason#UNAUTHORIZED} or what else the status says.
 *   <li>A status that {@link Builder#status} names, and then an error that {@link Builder#error} names, has the reason given there.
 *   <li>Other statuses than 200 to 299: 400 and 422 are {@link UnavailableReason#REFUSED_INPUT}, 401 and 403
 *       {@link UnavailableReason#UNAUTHORIZED}, 402 {@link UnavailableReason#QUOTA_EXHAUSTED}, 429 {@link UnavailableReason#RATE_LIMITED}, 500
 *       and above {@link UnavailableReason#SERVER_ERROR}, anything else {@link UnavailableReason#MALFORMED_ANSWER}.
 *   <li>A JSON object is an answer if it holds a category that is known, or a value for {@link EmailTrait#DISPOSABLE}; where that trait is not
 *       mapped, a value for any trait. A value that is missing, null, an object, an array or the word {@code unknown} is none.
 *   <li>Otherwise 202 is {@link UnavailableReason#PENDING}, and all else {@link UnavailableReason#MALFORMED_ANSWER}.
 * </ol>
 *
 * <p>Thread-safe. The keys are those of {@code notdisposable.json}.
 */
public final class JsonBackend implements EmailBackend {

    /** The name under which settings know this backend, unless another is given. */
    public static final String NAME = "json";

    /** The reasons that a service can give for not answering, in the order in which they are looked for. */
    static final List<UnavailableReason> ERRORS = List.of(
            UnavailableReason.QUOTA_EXHAUSTED,
            UnavailableReason.UNAUTHORIZED,
            UnavailableReason.RATE_LIMITED,
            UnavailableReason.REFUSED_INPUT,
            UnavailableReason.PENDING,
            UnavailableReason.SERVER_ERROR,
            UnavailableReason.MALFORMED_ANSWER);

    private final String name;
    private final RequestTemplate template;
    private final JsonMapping mapping;
    private final BanWatch bans;
    private final HttpService service;

    private JsonBackend(Builder builder) {
        name = builder.name;
        template = new RequestTemplate(
                builder.method, builder.url, builder.headers, builder.body, builder.apiKey, builder.http);
        mapping = builder.mapping.checkedCopy();
        bans = new BanWatch(name, System::nanoTime);
        service = new HttpService(builder.http, builder.timeout);
    }

    /**
     * Starts a backend.
     *
     * @param name the name under which settings, verdicts and logs know it: lower-case letters, digits and hyphens
     * @return a builder, with every default set
     * @throws IllegalArgumentException if the name is of another form
     */
    public static Builder builder(String name) {
        return new Builder(Checks.name(name));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Scope scope() {
        return template.sendsClient() ? Scope.CLIENT : scopeOfAnswers();
    }

    private Scope scopeOfAnswers() {
        return template.sendsAddress() ? Scope.ADDRESS : Scope.DOMAIN;
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        if (template.sendsAddress() && query.address().isEmpty()) {
            return BackendAnswer.unavailable(UnavailableReason.NOT_SUPPORTED);
        }
        return service.ask(query, () -> template.request(query), reply -> {
            BackendAnswer answer = mapping.read(reply, scopeOfAnswers(), template.sendsClient());
            bans.saw(query.client(), answer);
            return answer;
        });
    }

    @Override
    public void close() {
        service.close();
    }

    @Override
    public String toString() {
        return "JsonBackend[name=" + name + "]";
    }

    /** Builder for {@link JsonBackend}. Not thread-safe. */
    public static final class Builder {

        private static final Pattern METHOD = Pattern.compile("GET|POST|PUT");
        private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

        private final String name;
        private @Nullable String url;
        private String method = "GET";
        private final Map<String, String> headers = new LinkedHashMap<>();
        private @Nullable String body;
        private @Nullable String apiKey;
        private final JsonMapping mapping = new JsonMapping();
        private Duration timeout = Duration.ofSeconds(5);
        private HttpSettings http = HttpSettings.defaults();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Configures the backend for a service that is known: request, authentication, and what its answers mean. What is set afterwards counts
         * before it.
         *
         * @param preset the name of the preset, such as {@code usercheck}; {@code docs/services.md} lists them
         * @return this
         * @throws IllegalArgumentException if there is none of that name
         */
        public Builder preset(String preset) {
            Preset.load(preset).applyTo(this);
            return this;
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
         * Sets the key of the account, for which <code>{key}</code> and <code>{basic:USER}</code> stand.
         *
         * @param apiKey the key, printable ASCII
         * @return this
         * @throws IllegalArgumentException if it is blank, or could not be sent in a header
         */
        public Builder apiKey(String apiKey) {
            this.apiKey = Checks.key("apiKey", apiKey);
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
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'headers." + header + "' cannot be set", e);
            }
            headers.keySet().removeIf(header::equalsIgnoreCase);
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
         * Sets where the answer gives the category.
         *
         * @param pointer a JSON pointer, such as {@code /result/verdict}
         * @return this
         * @throws IllegalArgumentException if it is none
         */
        public Builder category(String pointer) {
            mapping.category = ValueMatcher.pointer("category", pointer);
            return this;
        }

        /**
         * Sets by which words the answer gives a category.
         *
         * @param category white, grey, black or banned
         * @param values the words, without regard to case; by default the category's own name
         * @return this
         * @throws IllegalArgumentException if no service could give that category
         */
        public Builder categoryValues(Category category, String... values) {
            if (category == Category.UNKNOWN) {
                throw new IllegalArgumentException("'categories' must be of white, grey, black and banned");
            }
            Set<String> words = new TreeSet<>();
            for (String value : values) {
                words.add(value.strip().toLowerCase(Locale.ROOT));
            }
            mapping.categoryValues.put(category, words);
            return this;
        }

        /**
         * Sets where the answer gives a trait, and by which values.
         *
         * @param trait the trait
         * @param pointer a JSON pointer, such as {@code /result/is_disposable}
         * @param values the values, as text and without regard to case, by which it holds; {@code true} if none is given. With {@code false} for
         *     {@link EmailTrait#NO_MAIL_SERVER} a field such as {@code mx_found} can be read, with {@code false} for
         *     {@link EmailTrait#DISPOSABLE} one that is true of a good address. An asterisk stands for any text.
         * @return this
         * @throws IllegalArgumentException if the pointer is none
         */
        public Builder trait(EmailTrait trait, String pointer, String... values) {
            mapping.traits.put(
                    trait,
                    new ValueMatcher(
                            ValueMatcher.pointer("traits." + Words.of(trait), pointer),
                            values.length == 0 ? new String[] {"true"} : values));
            return this;
        }

        /**
         * Sets what a status means that the service uses in its own way: 202 or 249 for an answer that is still to come, 422 for a quota.
         *
         * @param status 200 to 599
         * @param reason {@link UnavailableReason#REFUSED_INPUT}, {@code UNAUTHORIZED}, {@code RATE_LIMITED}, {@code QUOTA_EXHAUSTED},
         *     {@code PENDING}, {@code SERVER_ERROR} or {@code MALFORMED_ANSWER}
         * @return this
         * @throws IllegalArgumentException if no service could say so
         */
        public Builder status(int status, UnavailableReason reason) {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("'statuses." + status + "' must be 200 to 599");
            }
            mapping.statuses.put(status, checkedReason("statuses." + status, reason));
            return this;
        }

        /**
         * Sets where an answer, of whatever status, tells an error, and by which values. Of several errors that are found the first counts in
         * the order quota, key, rate, input, pending, server, malformed.
         *
         * @param reason one of those of {@link #status}
         * @param pointer a JSON pointer, such as {@code /error/type}
         * @param values the values, as text and without regard to case, an asterisk for any text; none if it is an error that something other
         *     than null stands there
         * @return this
         * @throws IllegalArgumentException if the pointer is none, or no service could say so
         */
        public Builder error(UnavailableReason reason, String pointer, String... values) {
            String setting = "errors." + Words.of(reason);
            mapping.errors.put(
                    checkedReason(setting, reason), new ValueMatcher(ValueMatcher.pointer(setting, pointer), values));
            return this;
        }

        private static UnavailableReason checkedReason(String setting, UnavailableReason reason) {
            if (!ERRORS.contains(reason)) {
                throw new IllegalArgumentException("'" + setting + "' must be one of " + Words.of(ERRORS));
            }
            return reason;
        }

        /**
         * Sets where the answer gives a text that reaches the verdict as it is.
         *
         * @param field what it is
         * @param pointer a JSON pointer
         * @return this
         * @throws IllegalArgumentException if it is none
         */
        public Builder field(Field field, String pointer) {
            mapping.fields.put(field, ValueMatcher.pointer(Words.of(field), pointer));
            return this;
        }

        /**
         * Sets the status by which the service says that it refuses the client. It counts with a JSON object as its body alone; set
         * {@link Field#DETAIL} too, so that a firewall's own JSON is no ban.
         *
         * @param bannedStatus 400 to 499; 0, as by default, if it does not do that
         * @return this
         * @throws IllegalArgumentException if it is another number
         */
        public Builder bannedStatus(int bannedStatus) {
            if (bannedStatus != 0 && (bannedStatus < 400 || bannedStatus > 499)) {
                throw new IllegalArgumentException("'bannedStatus' must be 0 or 400 to 499, was " + bannedStatus);
            }
            mapping.bannedStatus = bannedStatus;
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
         * Returns the backend. It holds connections until it is closed.
         *
         * @return the backend
         * @throws IllegalArgumentException if the URL is missing or not one that may be used, if a placeholder asks for a key that is not set, if
         *     neither a category nor a trait is mapped, or if one word gives two categories
         */
        public JsonBackend build() {
            return new JsonBackend(this);
        }
    }

    /** A text in the answer of a {@link JsonBackend} that reaches the verdict as it is. */
    public enum Field {
        /** The domain that was probably meant; an address stands for its domain. */
        SUGGESTION,

        /** The name of the mail service. */
        PROVIDER,

        /** The normal form of the address. */
        NORMALIZED,

        /** The registrable domain. */
        ROOT,

        /** What the service says in words, of a ban above all. */
        DETAIL
    }
}
