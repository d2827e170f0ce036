/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static io.github.notdisposable.config.Scalar.bool;
import static io.github.notdisposable.config.Scalar.choice;
import static io.github.notdisposable.config.Scalar.duration;
import static io.github.notdisposable.config.Scalar.durationOrZero;
import static io.github.notdisposable.config.Scalar.file;
import static io.github.notdisposable.config.Scalar.headerName;
import static io.github.notdisposable.config.Scalar.hostAndPort;
import static io.github.notdisposable.config.Scalar.integer;
import static io.github.notdisposable.config.Scalar.message;
import static io.github.notdisposable.config.Scalar.oneOf;
import static io.github.notdisposable.config.Scalar.secret;
import static io.github.notdisposable.config.Scalar.size;
import static io.github.notdisposable.config.Scalar.template;
import static io.github.notdisposable.config.Scalar.text;
import static io.github.notdisposable.config.Scalar.uri;
import static io.github.notdisposable.config.Setting.Rule.onlyIf;
import static io.github.notdisposable.config.Setting.Rule.requiredIf;
import static io.github.notdisposable.config.Setting.Rule.variable;
import static io.github.notdisposable.config.SettingType.choices;
import static io.github.notdisposable.config.SettingType.confidentialList;
import static io.github.notdisposable.config.SettingType.list;
import static io.github.notdisposable.config.SettingType.map;
import static io.github.notdisposable.config.SettingType.named;
import static io.github.notdisposable.config.SettingType.optional;
import static io.github.notdisposable.config.SettingType.secrets;
import static io.github.notdisposable.config.SettingType.uris;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.embedded.EmbeddedBackend;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All settings, each with its key, the form of its value and its default. The comment of a constant is the description of the setting:
 * {@code docs/configuration.md} and the metadata for IDEs are generated from it.
 */
public final class SettingsCatalog {

    /** The backends of the artifact {@code notdisposable-services}. */
    static final List<String> SERVICES = List.of("stopreg", "user-cleaning", "json");

    private static final List<String> GROUPS_OF_SERVICES =
            List.of("stopreg.", "user-cleaning.", "json.", "resilience.", "cache.");

    private static final String PROXIES =
            "the networks of your proxies, such as 10.0.0.0/8, loopback, private or cloudflare";

    private static final List<Setting<?>> ALL = new ArrayList<>();

    private static final Group GENERAL = new Group("");

    /** Backends to ask, in order, until one decides: embedded, stopreg, user-cleaning, json, or your own. */
    public static final Setting<List<String>> BACKENDS = GENERAL.add("backends", list(), "embedded");

    /** Whether addresses are checked. If false, every value is valid and no other setting has an effect. */
    public static final Setting<Boolean> ENABLED = GENERAL.add("enabled", bool(), "true");

    /** Maximum time of one check, and of all checks of a request together, over all backends. */
    public static final Setting<Duration> DEADLINE = GENERAL.add("deadline", duration(), "5s");

    /**
     * Maximum number of lookups by the checks of one request: domains put to the DNS, and requests to services. Beyond it, backends
     * answer from memory.
     */
    public static final Setting<Integer> REQUEST_LOOKUPS = GENERAL.add("request-lookups", integer(1, 1_000_000), "50");

    /** What happens to an address when no backend can answer and the annotation does not say. */
    public static final Setting<WhenUnavailable> WHEN_UNAVAILABLE =
            GENERAL.add("when-unavailable", choice(List.of(WhenUnavailable.ALLOW, WhenUnavailable.REJECT)), "allow");

    /**
     * Whether a Spring application answers invalid input with problem details (RFC 9457) even where Spring's own are off. They name the
     * field, the reason and the suggestion.
     */
    public static final Setting<Boolean> PROBLEM_DETAILS = GENERAL.add("problem-details", bool(), "false");

    /**
     * Whether services are asked outside a request, such as when JPA validates an entity again on flush. If not, backends answer from
     * memory.
     */
    public static final Setting<Boolean> ASK_OUTSIDE_REQUEST = GENERAL.add("ask-outside-request", bool(), "true");

    /** Addresses that always pass: domains, .domain for a domain with its subdomains, or whole addresses. */
    public static final Setting<List<String>> ALLOW = GENERAL.add("allow", confidentialList());

    /** Addresses that are always refused, written like notdisposable.allow, which takes precedence. */
    public static final Setting<List<String>> BLOCK = GENERAL.add("block", confidentialList());

    private static final Group POLICIES = new Group("policies.NAME.");

    /** Policy that the named policy starts from, disposable-only by default. Annotations refer to it by policyName. */
    public static final Setting<Map<String, EmailPolicy>> POLICIES_POLICY =
            POLICIES.add("policy", named(choice(List.of(EmailPolicy.values())), "disposable-only"));

    /** What the named policy refuses in addition: grey, relay, alias, role-based, public, unresolved, no-mail-server, suspicious. */
    public static final Setting<Map<String, List<Block>>> POLICIES_BLOCK =
            POLICIES.add("block", named(choices(List.of(Block.values())), ""));

    /** What happens to an address when no backend can answer, as-configured by default: as set by notdisposable.when-unavailable. */
    public static final Setting<Map<String, WhenUnavailable>> POLICIES_WHEN_UNAVAILABLE =
            POLICIES.add("when-unavailable", named(choice(List.of(WhenUnavailable.values())), "as-configured"));

    /** Message of each refusal by the named policy, or a message key in braces. By default each reason has its own message. */
    public static final Setting<Map<String, Optional<String>>> POLICIES_MESSAGE =
            POLICIES.add("message", named(optional(message()), ""));

    /** Sentence that follows the message and says what to do instead, or a message key in braces. */
    public static final Setting<Map<String, Optional<String>>> POLICIES_SUGGESTION =
            POLICIES.add("suggestion", named(optional(message()), ""));

    private static final Group STOPREG = ofBackend("stopreg");

    /** Token of your StopReg account. */
    public static final Setting<Optional<Secret>> STOPREG_API_TOKEN = STOPREG.add(
            "api-token",
            optional(secret()),
            variable("STOPREG_API_TOKEN"),
            requiredIf(asksThroughServices("stopreg"), BACKENDS + " names stopreg"));

    /** Base URL of StopReg, or of a stand-in for it. */
    public static final Setting<URI> STOPREG_BASE_URL = STOPREG.add("base-url", uri(), "https://api.stopreg.com");

    /** Form of the request to StopReg: address in the path, address in the query, or address in the query and token in the path. */
    public static final Setting<String> STOPREG_CONTRACT =
            STOPREG.add("contract", oneOf("path", "query", "token-in-path"), "path");

    /** Whether to refuse addresses that the policy of the StopReg account blocks. An unchanged account policy blocks every sub-address. */
    public static final Setting<Boolean> STOPREG_APPLY_POLICY = STOPREG.add("apply-policy", bool(), "false");

    /** What StopReg receives: the whole address, or only the domain, so that no mailbox name leaves the process. */
    public static final Setting<String> STOPREG_SEND = STOPREG.add("send", oneOf("email", "domain"), "email");

    /** Maximum time of one request, within the deadline of the check. */
    public static final Setting<Duration> STOPREG_TIMEOUT = STOPREG.add("timeout", duration(), "5s");

    private static final Group USER_CLEANING = ofBackend("user-cleaning");

    /** Key of your user.cleaning account. */
    public static final Setting<Optional<Secret>> USER_CLEANING_API_KEY = USER_CLEANING.add(
            "api-key",
            optional(secret()),
            variable("USER_CLEANING_API_KEY"),
            requiredIf(asksThroughServices("user-cleaning"), BACKENDS + " names user-cleaning"));

    /** Base URL of user.cleaning, or of a stand-in for it. */
    public static final Setting<URI> USER_CLEANING_BASE_URL =
            USER_CLEANING.add("base-url", uri(), "https://api.user.cleaning");

    /**
     * Form of the request to user.cleaning: address in the query with X-API-Key, address in the query with a Bearer key, or a JSON body
     * as in its Django guide.
     */
    public static final Setting<String> USER_CLEANING_CONTRACT =
            USER_CLEANING.add("contract", oneOf("query", "query-bearer", "json"), "query");

    /** Whether to ask user.cleaning about one disposable address after startup, to detect a sandbox key. Costs a credit. */
    public static final Setting<Boolean> USER_CLEANING_PROBE = USER_CLEANING.add("probe", bool(), "false");

    /** Maximum time of one request, within the deadline of the check. */
    public static final Setting<Duration> USER_CLEANING_TIMEOUT = USER_CLEANING.add("timeout", duration(), "5s");

    private static final Group JSON = ofBackend("json");

    /** Service to configure the backend json for, such as usercheck; docs/services.md lists them. Other settings of json override it. */
    public static final Setting<Optional<String>> JSON_PRESET = JSON.add("preset", optional(text()));

    /** Key of your account at the service. Replaces {key} in the request. */
    public static final Setting<Optional<Secret>> JSON_API_KEY = JSON.add("api-key", optional(secret()));

    /** URL of a service that answers with JSON, with the placeholders {address}, {domain}, {client} and {key}. */
    public static final Setting<Optional<Secret>> JSON_URL = JSON.add("url", optional(template()));

    /** Method of the request: get, post or put; get by default. */
    public static final Setting<Optional<String>> JSON_METHOD =
            JSON.add("method", optional(oneOf("get", "post", "put")));

    /** Headers of the request, by name. Values may hold {address}, {domain} and {client}. */
    public static final Setting<Map<String, Secret>> JSON_HEADERS = JSON.add("headers", secrets());

    /** Body of the request: a JSON document with {address}, {domain} and {client} inside quotes. */
    public static final Setting<Optional<Secret>> JSON_BODY = JSON.add("body", optional(template()));

    /** JSON pointer to the category in the answer, such as /result/verdict. */
    public static final Setting<Optional<String>> JSON_CATEGORY = JSON.add("category", optional(text()));

    /** Values, in any case, that stand for the category white. */
    public static final Setting<List<String>> JSON_CATEGORIES_WHITE = JSON.add("categories.white", list(), "white");

    /** Values, in any case, that stand for the category grey. */
    public static final Setting<List<String>> JSON_CATEGORIES_GREY = JSON.add("categories.grey", list(), "grey");

    /** Values, in any case, that stand for the category black. */
    public static final Setting<List<String>> JSON_CATEGORIES_BLACK = JSON.add("categories.black", list(), "black");

    /** Values, in any case, that stand for the category banned. */
    public static final Setting<List<String>> JSON_CATEGORIES_BANNED = JSON.add("categories.banned", list(), "banned");

    /**
     * JSON pointers to traits, by name: disposable, relay, public ... After an equals sign, the values for which the trait holds,
     * separated by bars; true if omitted.
     */
    public static final Setting<Map<String, String>> JSON_TRAITS = JSON.add("traits", map());

    /**
     * Meaning of HTTP statuses that the service uses in its own way, by number: refused-input, unauthorized, rate-limited,
     * quota-exhausted, pending, server-error or malformed-answer.
     */
    public static final Setting<Map<String, String>> JSON_STATUSES = JSON.add("statuses", map());

    /**
     * JSON pointers to errors in the answer, by meaning, as in statuses. After an equals sign, the values, separated by bars; any value
     * but null if omitted.
     */
    public static final Setting<Map<String, String>> JSON_ERRORS = JSON.add("errors", map());

    /** JSON pointer to the domain that was probably meant. */
    public static final Setting<Optional<String>> JSON_SUGGESTION = JSON.add("suggestion", optional(text()));

    /** JSON pointer to the name of the mail service. */
    public static final Setting<Optional<String>> JSON_PROVIDER = JSON.add("provider", optional(text()));

    /** JSON pointer to the normal form of the address. */
    public static final Setting<Optional<String>> JSON_NORMALIZED = JSON.add("normalized", optional(text()));

    /** JSON pointer to the registrable domain. */
    public static final Setting<Optional<String>> JSON_ROOT = JSON.add("root", optional(text()));

    /** JSON pointer to the explanation of the service. */
    public static final Setting<Optional<String>> JSON_DETAIL = JSON.add("detail", optional(text()));

    /** HTTP status, 400 to 499, by which the service bans the client; 0 if it has none. */
    public static final Setting<Integer> JSON_BANNED_STATUS = JSON.add("banned-status", integer(0, 499), "0");

    /** Maximum time of one request, within the deadline of the check. */
    public static final Setting<Duration> JSON_TIMEOUT = JSON.add("timeout", duration(), "5s");

    private static final Group HTTP = new Group(
            "http.",
            onlyIf(
                    settings -> asksAService(settings) || refreshes(settings),
                    BACKENDS + " names no service and notdisposable.embedded.refresh.urls is empty"));
    private static final Group HTTP_OF_SERVICES = ofServices("http.");

    /** Maximum time to connect to a service. */
    public static final Setting<Duration> HTTP_CONNECT_TIMEOUT = HTTP.add("connect-timeout", duration(), "2s");

    /** Maximum size of an answer. A longer answer counts as none. */
    public static final Setting<Integer> HTTP_MAX_ANSWER_SIZE =
            HTTP.add("max-answer-size", size(1_024, 16_777_216), "64KB");

    /** Proxy to reach services through, as host:port. By default that of the JVM, if it has one. */
    public static final Setting<Optional<InetSocketAddress>> HTTP_PROXY = HTTP.add("proxy", optional(hostAndPort()));

    /** File with the only certificates to trust: PEM, PKCS 12 or JKS. By default those of the JVM. */
    public static final Setting<Optional<Path>> HTTP_TRUST_STORE = HTTP.add("trust-store", optional(file()));

    /** Password of the trust store. */
    public static final Setting<Optional<Secret>> HTTP_TRUST_STORE_PASSWORD = new Group("http.")
            .add(
                    "trust-store-password",
                    optional(secret()),
                    onlyIf(settings -> settings.get(HTTP_TRUST_STORE).isPresent(), HTTP_TRUST_STORE + " is not set"));

    /** Whether base URLs may use http: for other machines. Addresses and keys then cross the network unencrypted. */
    public static final Setting<Boolean> HTTP_ALLOW_INSECURE = HTTP_OF_SERVICES.add("allow-insecure", bool(), "false");

    private static final Group CACHE = ofServices("cache.");

    /** Maximum number of answers of each service in memory. The least used are evicted first. */
    public static final Setting<Integer> CACHE_MAX_SIZE = CACHE.add("max-size", integer(0, 10_000_000), "10000");

    /** Time to reuse a white answer; 0s to ask each time. */
    public static final Setting<Duration> CACHE_WHITE = CACHE.add("white", durationOrZero(), "1h");

    /** Time to reuse a grey answer; 0s to ask each time. */
    public static final Setting<Duration> CACHE_GREY = CACHE.add("grey", durationOrZero(), "1h");

    /** Time to reuse a black answer, unless the service counts attempts; 0s to ask each time. */
    public static final Setting<Duration> CACHE_BLACK = CACHE.add("black", durationOrZero(), "1d");

    /** Time before an address that met a failure is asked about again; 0s for none. */
    public static final Setting<Duration> CACHE_UNAVAILABLE = CACHE.add("unavailable", durationOrZero(), "5s");

    /** Time to remember that a service banned a client; 0s to ask each time. */
    public static final Setting<Duration> CACHE_BANNED = CACHE.add("banned", durationOrZero(), "30s");

    /** Additional time to serve an expired answer while the service is unavailable; 0s for none. */
    public static final Setting<Duration> CACHE_STALE = CACHE.add("stale", durationOrZero(), "1d");

    private static final Group RESILIENCE = ofServices("resilience.");

    /** Maximum number of concurrent requests to each service. */
    public static final Setting<Integer> RESILIENCE_MAX_CONCURRENT =
            RESILIENCE.add("max-concurrent", integer(1, 10_000), "64");

    /** Maximum time to wait for one of them to end; 0s not to wait. The check then continues without the service. */
    public static final Setting<Duration> RESILIENCE_MAX_WAIT = RESILIENCE.add("max-wait", durationOrZero(), "100ms");

    /** Maximum number of retries within one check after a connection failed or broke. */
    public static final Setting<Integer> RESILIENCE_RETRIES = RESILIENCE.add("retries", integer(0, 5), "1");

    /** Minimum time left before the deadline for a retry. */
    public static final Setting<Duration> RESILIENCE_RETRY_FLOOR =
            RESILIENCE.add("retry-floor", durationOrZero(), "1s");

    /** Failure rate in percent at which the circuit breaker opens. */
    public static final Setting<Integer> RESILIENCE_FAILURE_RATE =
            RESILIENCE.add("failure-rate", integer(1, 100), "50");

    /** Number of most recent requests over which the failure rate is calculated. */
    public static final Setting<Integer> RESILIENCE_WINDOW = RESILIENCE.add("window", integer(1, 10_000), "20");

    /** Minimum number of requests before the circuit breaker can open. */
    public static final Setting<Integer> RESILIENCE_MINIMUM_CALLS =
            RESILIENCE.add("minimum-calls", integer(1, 10_000), "5");

    /** Time for which the circuit breaker stays open before one request tries the service. */
    public static final Setting<Duration> RESILIENCE_OPEN_TIME = RESILIENCE.add("open-time", duration(), "10s");

    /** Pause after status 429 without Retry-After. */
    public static final Setting<Duration> RESILIENCE_RATE_LIMIT_PAUSE =
            RESILIENCE.add("rate-limit-pause", duration(), "10s");

    /** Pause after the quota is exhausted. */
    public static final Setting<Duration> RESILIENCE_QUOTA_PAUSE = RESILIENCE.add("quota-pause", duration(), "15m");

    /** Pause after the service refused the key. */
    public static final Setting<Duration> RESILIENCE_KEY_PAUSE = RESILIENCE.add("key-pause", duration(), "5m");

    /** Maximum length of a pause, whatever Retry-After says. */
    public static final Setting<Duration> RESILIENCE_LONGEST_PAUSE = RESILIENCE.add("longest-pause", duration(), "1h");

    private static final Group EMBEDDED = ofBackend("embedded");

    /** When to ask the DNS about a domain: for each address, if a policy needs it, or never. */
    public static final Setting<EmbeddedBackend.DnsUse> EMBEDDED_DNS =
            EMBEDDED.add("dns", choice(List.of(EmbeddedBackend.DnsUse.values())), "when-needed");

    /** Name servers to ask, each as host or host:port. By default those of the system. */
    public static final Setting<List<String>> EMBEDDED_DNS_SERVERS = EMBEDDED.add("dns-servers", list());

    /** Maximum time to look up one domain, within the deadline of the check. */
    public static final Setting<Duration> EMBEDDED_DNS_TIMEOUT = EMBEDDED.add("dns-timeout", duration(), "3s");

    /** Maximum number of domains whose DNS answers are cached. */
    public static final Setting<Integer> EMBEDDED_DNS_CACHE_SIZE =
            EMBEDDED.add("dns-cache-size", integer(0, 10_000_000), "10000");

    /** URLs of lists, text or JSON, to refresh the bundled data from. */
    public static final Setting<List<URI>> EMBEDDED_REFRESH_URLS = EMBEDDED.add("refresh.urls", uris());

    private static final Group REFRESH =
            new Group("embedded.refresh.", onlyIf(SettingsCatalog::refreshes, EMBEDDED_REFRESH_URLS + " is empty"));

    /** Time between refreshes of the bundled data. */
    public static final Setting<Duration> EMBEDDED_REFRESH_INTERVAL = REFRESH.add("interval", duration(), "1d");

    /** Directory for the last good copy of each list, which is read at the next start. None by default. */
    public static final Setting<Optional<Path>> EMBEDDED_REFRESH_DIRECTORY = REFRESH.add("directory", optional(file()));

    private static final Group CLIENT_IP = new Group("client-ip.");

    /** Where the client address comes from: the peer, a chain of trusted proxies, a number of proxies, or a header with a single address. */
    public static final Setting<ClientIpResolver.Mode> CLIENT_IP_MODE =
            CLIENT_IP.add("mode", choice(List.of(ClientIpResolver.Mode.values())), "peer");

    /** Header that holds the client address. X-Forwarded-For by default for the modes chain and hops. */
    public static final Setting<Optional<String>> CLIENT_IP_HEADER = CLIENT_IP.add(
            "header",
            optional(headerName()),
            onlyIf(settings -> !in(ClientIpResolver.Mode.PEER).test(settings), CLIENT_IP_MODE + " is peer"),
            requiredIf(
                    in(ClientIpResolver.Mode.SINGLE),
                    CLIENT_IP_MODE + " is single",
                    "the header in which your proxy writes the client's address, such as X-Real-IP"));

    /** Number of proxies that add to the header, for the mode hops; 1 takes the last entry. */
    public static final Setting<Optional<Integer>> CLIENT_IP_HOPS = CLIENT_IP.add(
            "hops",
            optional(integer(1, 100)),
            onlyIf(in(ClientIpResolver.Mode.HOPS), CLIENT_IP_MODE + " is not hops"),
            requiredIf(
                    in(ClientIpResolver.Mode.HOPS),
                    CLIENT_IP_MODE + " is hops",
                    "the number of your proxies that add to the header"));

    /** Networks of your own proxies, for the modes chain and single, such as 10.0.0.0/8, loopback, private, cloudflare. */
    public static final Setting<List<String>> CLIENT_IP_TRUSTED_PROXIES = CLIENT_IP.add(
            "trusted-proxies",
            list(),
            onlyIf(
                    settings -> in(ClientIpResolver.Mode.CHAIN, ClientIpResolver.Mode.SINGLE)
                                    .test(settings)
                            || settings.get(SettingsCatalog.ABUSE_ENABLED),
                    CLIENT_IP_MODE + " is neither chain nor single"),
            requiredIf(in(ClientIpResolver.Mode.CHAIN), CLIENT_IP_MODE + " is chain", PROXIES),
            requiredIf(in(ClientIpResolver.Mode.SINGLE), CLIENT_IP_MODE + " is single", PROXIES));

    /** Where notdisposable-jakarta registers its Servlet filter, before or behind the declared filters, or not at all. */
    public static final Setting<String> CLIENT_IP_FILTER =
            CLIENT_IP.add("filter", oneOf("first", "last", "off"), "first");

    /** Whether refused attempts are counted for each client. */
    public static final Setting<Boolean> ABUSE_ENABLED = new Group("abuse.").add("enabled", bool(), "false");

    private static final Group ABUSE =
            new Group("abuse.", onlyIf(settings -> settings.get(ABUSE_ENABLED), ABUSE_ENABLED + " is false"));

    /** Maximum number of refused attempts of a client within the window. The next one bans it. */
    public static final Setting<Integer> ABUSE_LIMIT = ABUSE.add("limit", integer(1, 1_000_000), "5");

    /** Window in which refused attempts are counted. */
    public static final Setting<Duration> ABUSE_WINDOW = ABUSE.add("window", duration(), "1h");

    /** Duration of a ban. */
    public static final Setting<Duration> ABUSE_BAN = ABUSE.add("ban", duration(), "1h");

    /** What happens to a client beyond the limit: it is banned, or only listeners are notified. */
    public static final Setting<AbuseShield.Action> ABUSE_ACTION =
            ABUSE.add("action", choice(List.of(AbuseShield.Action.values())), "block");

    /** Maximum number of attempts, by all clients, with a domain that cannot be verified before it is banned; 0 for no limit. */
    public static final Setting<Integer> ABUSE_UNRESOLVED_LIMIT =
            ABUSE.add("unresolved-limit", integer(0, 1_000_000), "0");

    private static final Group UNRESOLVED = new Group(
            "abuse.",
            onlyIf(
                    settings -> settings.get(ABUSE_ENABLED) && settings.get(ABUSE_UNRESOLVED_LIMIT) > 0,
                    ABUSE_UNRESOLVED_LIMIT + " is 0 or " + ABUSE_ENABLED + " is false"));

    /** Window in which attempts with such a domain are counted. */
    public static final Setting<Duration> ABUSE_UNRESOLVED_WINDOW =
            UNRESOLVED.add("unresolved-window", duration(), "1h");

    /** What happens to such a domain beyond the limit: it is banned, or only listeners are notified. */
    public static final Setting<AbuseShield.Action> ABUSE_UNRESOLVED_ACTION =
            UNRESOLVED.add("unresolved-action", choice(List.of(AbuseShield.Action.values())), "block");

    /** Maximum number of lookups for one client within the window: domains put to the DNS, and requests to services; 0 for no limit. */
    public static final Setting<Integer> ABUSE_LOOKUPS = ABUSE.add("lookups", integer(0, 1_000_000), "0");

    /** Maximum number of requests to services for all clients together within the window; 0 for no limit. */
    public static final Setting<Integer> ABUSE_LOOKUPS_TOTAL = ABUSE.add("lookups-total", integer(0, 100_000_000), "0");

    /** Window in which lookups are counted. */
    public static final Setting<Duration> ABUSE_LOOKUPS_WINDOW = new Group("abuse.")
            .add(
                    "lookups-window",
                    duration(),
                    "1h",
                    onlyIf(
                            settings -> settings.get(ABUSE_ENABLED)
                                    && settings.get(ABUSE_LOOKUPS) + settings.get(ABUSE_LOOKUPS_TOTAL) > 0,
                            ABUSE_LOOKUPS + " and " + ABUSE_LOOKUPS_TOTAL + " are 0 or " + ABUSE_ENABLED
                                    + " is false"));

    /**
     * Networks of clients that are never counted or banned, such as 192.0.2.0/24. Those of notdisposable.client-ip.trusted-proxies are
     * exempt too.
     */
    public static final Setting<List<String>> ABUSE_EXEMPT_CLIENTS = ABUSE.add("exempt-clients", confidentialList());

    /** Maximum number of counters, and of bans, in memory. */
    public static final Setting<Integer> ABUSE_MAX_ENTRIES =
            ABUSE.add("max-entries", integer(1, 100_000_000), "100000");

    /**
     * Redis in which several machines share verdicts, counters and bans, such as rediss://user:password@host:6380/0. Needs
     * notdisposable-redis.
     */
    public static final Setting<Optional<Secret>> REDIS_URI = new Group("redis.").add("uri", optional(secret()));

    private static final Group REDIS =
            new Group("redis.", onlyIf(settings -> settings.get(REDIS_URI).isPresent(), REDIS_URI + " is not set"));

    /** Secret of at least 16 characters, the same on each machine. Without it, nobody can read what is in Redis. */
    public static final Setting<Optional<Secret>> REDIS_SECRET = REDIS.add(
            "secret",
            optional(secret()),
            requiredIf(settings -> settings.get(REDIS_URI).isPresent(), REDIS_URI + " is set"));

    /** Maximum time of one command. The check then continues without Redis. */
    public static final Setting<Duration> REDIS_TIMEOUT = REDIS.add("timeout", duration(), "50ms");

    /** Prefix of the keys in Redis, for several applications in one Redis: letters, digits, hyphens, dots and colons. */
    public static final Setting<String> REDIS_PREFIX = REDIS.add("prefix", text(), "notdisposable");

    private SettingsCatalog() {}

    /** {@return all settings, in the order of the documentation} */
    public static List<Setting<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    /** Returns whether a setting has an effect only where {@code notdisposable-services} is there. */
    static boolean isOfServices(Setting<?> setting) {
        return GROUPS_OF_SERVICES.stream().anyMatch(group -> setting.key().startsWith("notdisposable." + group));
    }

    /** Settings whose keys begin alike, and the rules that hold for each of them. */
    private record Group(String prefix, List<Setting.Rule> rules) {

        Group(String prefix, Setting.Rule... rules) {
            this(prefix, List.of(rules));
        }

        <T> Setting<T> add(String name, SettingType<T> type, String defaultText, Setting.Rule... rulesOfItsOwn) {
            List<Setting.Rule> all = new ArrayList<>(rules);
            all.addAll(List.of(rulesOfItsOwn));
            Setting<T> setting = Setting.of("notdisposable." + prefix + name, type, defaultText, all);
            ALL.add(setting);
            return setting;
        }

        /** Adds a setting that has no default, or an empty one. */
        <T> Setting<T> add(String name, SettingType<T> type, Setting.Rule... rulesOfItsOwn) {
            return add(name, type, "", rulesOfItsOwn);
        }
    }

    private static Group ofBackend(String backend) {
        return new Group(
                backend + '.',
                onlyIf(settings -> settings.get(BACKENDS).contains(backend), BACKENDS + " does not name " + backend));
    }

    private static Group ofServices(String prefix) {
        return new Group(prefix, onlyIf(SettingsCatalog::asksAService, BACKENDS + " names no service"));
    }

    private static boolean asksAService(Settings settings) {
        return settings.get(BACKENDS).stream().anyMatch(SERVICES::contains);
    }

    /** Where the artifact is missing, that alone is the problem. */
    private static Predicate<Settings> asksThroughServices(String backend) {
        return settings -> settings.get(BACKENDS).contains(backend) && BackendFactory.servicesAreThere();
    }

    private static Predicate<Settings> in(ClientIpResolver.Mode... modes) {
        return settings -> List.of(modes).contains(settings.get(SettingsCatalog.CLIENT_IP_MODE));
    }

    private static boolean refreshes(Settings settings) {
        return settings.get(BACKENDS).contains("embedded")
                && !settings.get(EMBEDDED_REFRESH_URLS).isEmpty();
    }
}
