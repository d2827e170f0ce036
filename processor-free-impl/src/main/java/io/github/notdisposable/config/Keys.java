/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static io.github.notdisposable.config.SettingType.bool;
import static io.github.notdisposable.config.SettingType.choice;
import static io.github.notdisposable.config.SettingType.choices;
import static io.github.notdisposable.config.SettingType.confidentialList;
import static io.github.notdisposable.config.SettingType.duration;
import static io.github.notdisposable.config.SettingType.durationOrZero;
import static io.github.notdisposable.config.SettingType.file;
import static io.github.notdisposable.config.SettingType.headerName;
import static io.github.notdisposable.config.SettingType.hostAndPort;
import static io.github.notdisposable.config.SettingType.integer;
import static io.github.notdisposable.config.SettingType.list;
import static io.github.notdisposable.config.SettingType.map;
import static io.github.notdisposable.config.SettingType.message;
import static io.github.notdisposable.config.SettingType.named;
import static io.github.notdisposable.config.SettingType.oneOf;
import static io.github.notdisposable.config.SettingType.optional;
import static io.github.notdisposable.config.SettingType.secret;
import static io.github.notdisposable.config.SettingType.secrets;
import static io.github.notdisposable.config.SettingType.template;
import static io.github.notdisposable.config.SettingType.text;
import static io.github.notdisposable.config.SettingType.uri;
import static io.github.notdisposable.config.SettingType.uris;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.abuse.AbuseAction;
import io.github.notdisposable.client.ClientIpMode;
import io.github.notdisposable.embedded.DnsUse;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue of all settings, the one place where each is described. */
public final class Keys {

    /** The backends of the artifact {@code notdisposable-services}. */
    static final List<String> SERVICES = List.of("stopreg", "user-cleaning", "json");

    private static final List<String> GROUPS_OF_SERVICES =
            List.of("stopreg.", "user-cleaning.", "json.", "resilience.", "cache.");

    private static final List<Setting<?>> ALL = new ArrayList<>();

    /** The backends that are asked, in order. */
    public static final Setting<List<String>> BACKENDS = add(
            Setting.of(
                    "notdisposable.backends",
                    list(),
                    "embedded",
                    "Backends that are asked, in order, until one decides: embedded, stopreg, user-cleaning, json, or names of your own."));

    /** Whether addresses are checked at all. */
    public static final Setting<Boolean> ENABLED = add(
            Setting.of(
                    "notdisposable.enabled",
                    bool(),
                    "true",
                    "Whether addresses are checked at all. Where it is false, every value is valid and no other setting has an effect."));

    /** How long one check may take. */
    public static final Setting<Duration> DEADLINE = add(Setting.of(
            "notdisposable.deadline",
            duration(),
            "5s",
            "Time that one check may take, and that all checks of one request take together, over all backends."));

    /** How many lookups one request may cause. */
    public static final Setting<Integer> REQUEST_LOOKUPS = add(
            Setting.of(
                    "notdisposable.request-lookups",
                    integer(1, 1_000_000),
                    "50",
                    "Number of lookups, domains put to the DNS and requests to services, that the checks of one request make together; beyond it, backends answer from memory."));

    /** What happens to an address that nobody could check. */
    public static final Setting<WhenUnavailable> WHEN_UNAVAILABLE = add(Setting.of(
            "notdisposable.when-unavailable",
            choice(List.of(WhenUnavailable.ALLOW, WhenUnavailable.REJECT)),
            "allow",
            "What happens to an address when no backend could answer and the annotation does not say."));

    /** Whether Spring answers a refused address with problem details where its own are off. */
    public static final Setting<Boolean> PROBLEM_DETAILS = add(
            Setting.of(
                    "notdisposable.problem-details",
                    bool(),
                    "false",
                    "Whether a Spring application answers invalid input with problem details (RFC 9457) that name the field, the reason and the suggestion, even where Spring's own problem details are off."));

    /** Whether services are asked where no request is under way. */
    public static final Setting<Boolean> ASK_OUTSIDE_REQUEST = add(
            Setting.of(
                    "notdisposable.ask-outside-request",
                    bool(),
                    "true",
                    "Whether services are asked where no request is under way, as when an entity is validated again on flush; if not, what is in memory answers."));

    /** The allow list. */
    public static final Setting<List<String>> ALLOW = add(
            Setting.of(
                    "notdisposable.allow",
                    confidentialList(),
                    "",
                    "Addresses that are always let in: domains, .domain for a domain with its subdomains, or whole addresses."));

    /** The block list. */
    public static final Setting<List<String>> BLOCK = add(Setting.of(
            "notdisposable.block",
            confidentialList(),
            "",
            "Addresses that are always refused, written as those of notdisposable.allow, which wins over this list."));

    /** The policy that each named policy starts from. */
    public static final Setting<Map<String, EmailPolicy>> POLICIES_POLICY = add(
            Setting.of(
                    "notdisposable.policies.NAME.policy",
                    named(choice(List.of(EmailPolicy.values())), "disposable-only"),
                    "",
                    "Policy that the named policy starts from, disposable-only by default. An annotation uses it with policyName."));

    /** What each named policy refuses beyond it. */
    public static final Setting<Map<String, List<Block>>> POLICIES_BLOCK = add(
            Setting.of(
                    "notdisposable.policies.NAME.block",
                    named(choices(List.of(Block.values())), ""),
                    "",
                    "What the named policy refuses beyond that: grey, relay, alias, role-based, public, unresolved, no-mail-server, suspicious."));

    /** What each named policy does when no backend could answer. */
    public static final Setting<Map<String, WhenUnavailable>> POLICIES_WHEN_UNAVAILABLE = add(
            Setting.of(
                    "notdisposable.policies.NAME.when-unavailable",
                    named(choice(List.of(WhenUnavailable.values())), "as-configured"),
                    "",
                    "What happens to an address when no backend could answer, as-configured by default: as notdisposable.when-unavailable says."));

    /** The message of each named policy. */
    public static final Setting<Map<String, Optional<String>>> POLICIES_MESSAGE = add(
            Setting.of(
                    "notdisposable.policies.NAME.message",
                    named(optional(message()), ""),
                    "",
                    "Message for each refusal by the named policy, or the key of one in braces; by default each reason has its own."));

    /** The suggestion of each named policy. */
    public static final Setting<Map<String, Optional<String>>> POLICIES_SUGGESTION = add(
            Setting.of(
                    "notdisposable.policies.NAME.suggestion",
                    named(optional(message()), ""),
                    "",
                    "Sentence that follows the message and says what to do instead, or the key of one in braces; none by default."));

    /** The token of StopReg. */
    public static final Setting<Optional<Secret>> STOPREG_API_TOKEN = add(ofBackend(
                    "stopreg",
                    Setting.of(
                            "notdisposable.stopreg.api-token",
                            optional(secret()),
                            "",
                            "Token of the account at StopReg."))
            .orVariable("STOPREG_API_TOKEN"));

    /** The base address of StopReg. */
    public static final Setting<URI> STOPREG_BASE_URL = add(ofBackend(
            "stopreg",
            Setting.of(
                    "notdisposable.stopreg.base-url",
                    uri(),
                    "https://api.stopreg.com",
                    "Base address of StopReg, or of a stand-in for it.")));

    /** By which form of its contract StopReg is asked. */
    public static final Setting<String> STOPREG_CONTRACT = add(
            ofBackend(
                    "stopreg",
                    Setting.of(
                            "notdisposable.stopreg.contract",
                            oneOf("path", "query", "token-in-path"),
                            "path",
                            "Form of the request to StopReg: the address in the path, in the query, or in the query with the token in the path.")));

    /** Whether the policy of the account at StopReg blocks. */
    public static final Setting<Boolean> STOPREG_APPLY_POLICY = add(
            ofBackend(
                    "stopreg",
                    Setting.of(
                            "notdisposable.stopreg.apply-policy",
                            bool(),
                            "false",
                            "Whether an address that the policy of the StopReg account blocks is rejected; the policy that nobody has changed blocks each sub-address.")));

    /** What StopReg is told. */
    public static final Setting<String> STOPREG_SEND = add(
            ofBackend(
                    "stopreg",
                    Setting.of(
                            "notdisposable.stopreg.send",
                            oneOf("email", "domain"),
                            "email",
                            "What StopReg is told: the whole address, or the domain alone so that no mailbox name leaves the process.")));

    /** How long one request to StopReg may take. */
    public static final Setting<Duration> STOPREG_TIMEOUT = add(ofBackend(
            "stopreg",
            Setting.of(
                    "notdisposable.stopreg.timeout",
                    duration(),
                    "5s",
                    "Time that one request may take, if the deadline of the check does not come first.")));

    /** The key of user.cleaning. */
    public static final Setting<Optional<Secret>> USER_CLEANING_API_KEY = add(ofBackend(
                    "user-cleaning",
                    Setting.of(
                            "notdisposable.user-cleaning.api-key",
                            optional(secret()),
                            "",
                            "Key of the account at user.cleaning."))
            .orVariable("USER_CLEANING_API_KEY"));

    /** The base address of user.cleaning. */
    public static final Setting<URI> USER_CLEANING_BASE_URL = add(ofBackend(
            "user-cleaning",
            Setting.of(
                    "notdisposable.user-cleaning.base-url",
                    uri(),
                    "https://api.user.cleaning",
                    "Base address of user.cleaning, or of a stand-in for it.")));

    /** Which of its two contracts user.cleaning is asked by. */
    public static final Setting<String> USER_CLEANING_CONTRACT = add(
            ofBackend(
                    "user-cleaning",
                    Setting.of(
                            "notdisposable.user-cleaning.contract",
                            oneOf("query", "query-bearer", "json"),
                            "query",
                            "Form of the request to user.cleaning: the address in the query with X-API-Key or with a Bearer key, or in a JSON body as in its Django guide.")));

    /** Whether user.cleaning is asked about a disposable address after startup. */
    public static final Setting<Boolean> USER_CLEANING_PROBE = add(
            ofBackend(
                    "user-cleaning",
                    Setting.of(
                            "notdisposable.user-cleaning.probe",
                            bool(),
                            "false",
                            "Whether user.cleaning is asked about one disposable address after startup, to notice a sandbox key; costs a credit.")));

    /** How long one request to user.cleaning may take. */
    public static final Setting<Duration> USER_CLEANING_TIMEOUT = add(ofBackend(
            "user-cleaning",
            Setting.of(
                    "notdisposable.user-cleaning.timeout",
                    duration(),
                    "5s",
                    "Time that one request may take, if the deadline of the check does not come first.")));

    /** The service that the JSON backend is configured for. */
    public static final Setting<Optional<String>> JSON_PRESET = add(
            ofBackend(
                    "json",
                    Setting.of(
                            "notdisposable.json.preset",
                            optional(text()),
                            "",
                            "Service that the backend json is configured for, such as usercheck; docs/services.md lists them. Other settings of json override it.")));

    /** The key that stands in a request to a JSON service. */
    public static final Setting<Optional<Secret>> JSON_API_KEY = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.api-key",
                    optional(secret()),
                    "",
                    "Key of your account at the service of json, which replaces {key} in its request.")));

    /** The address of a service that answers with JSON. */
    public static final Setting<Optional<Secret>> JSON_URL = add(
            ofBackend(
                    "json",
                    Setting.of(
                            "notdisposable.json.url",
                            optional(template()),
                            "",
                            "Address of a service of your own that answers with JSON, with {address}, {domain}, {client} and {key} in it.")));

    /** The method by which the JSON service is asked. */
    public static final Setting<Optional<String>> JSON_METHOD = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.method",
                    optional(oneOf("get", "post", "put")),
                    "",
                    "Method of the request: get, post or put; get by default.")));

    /** The headers that the JSON service is sent. */
    public static final Setting<Map<String, Secret>> JSON_HEADERS = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.headers",
                    secrets(),
                    "",
                    "Headers of the request, by name, with {address}, {domain} and {client} in their values.")));

    /** The body that the JSON service is sent. */
    public static final Setting<Optional<Secret>> JSON_BODY = add(
            ofBackend(
                    "json",
                    Setting.of(
                            "notdisposable.json.body",
                            optional(template()),
                            "",
                            "Body of the request, a JSON document with {address}, {domain} and {client} inside quotes; none by default.")));

    /** Where the answer of a JSON service tells the category. */
    public static final Setting<Optional<String>> JSON_CATEGORY = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.category",
                    optional(text()),
                    "",
                    "JSON pointer to the category in the answer, such as /result/verdict.")));

    /** By which words the answer of a JSON service tells white. */
    public static final Setting<List<String>> JSON_CATEGORIES_WHITE = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.categories.white",
                    list(),
                    "white",
                    "Words by which the answer tells the category white, without regard to case.")));

    /** By which words the answer of a JSON service tells grey. */
    public static final Setting<List<String>> JSON_CATEGORIES_GREY = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.categories.grey",
                    list(),
                    "grey",
                    "Words by which the answer tells the category grey, without regard to case.")));

    /** By which words the answer of a JSON service tells black. */
    public static final Setting<List<String>> JSON_CATEGORIES_BLACK = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.categories.black",
                    list(),
                    "black",
                    "Words by which the answer tells the category black, without regard to case.")));

    /** By which words the answer of a JSON service tells banned. */
    public static final Setting<List<String>> JSON_CATEGORIES_BANNED = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.categories.banned",
                    list(),
                    "banned",
                    "Words by which the answer tells the category banned, without regard to case.")));

    /** Where the answer of a JSON service tells traits. */
    public static final Setting<Map<String, String>> JSON_TRAITS = add(
            ofBackend(
                    "json",
                    Setting.of(
                            "notdisposable.json.traits",
                            map(),
                            "",
                            "JSON pointers to traits in the answer, by name: disposable, relay, public ...; after an equals sign the values by which the trait holds, separated by bars, else true.")));

    /** What a status of a JSON service means. */
    public static final Setting<Map<String, String>> JSON_STATUSES = add(
            ofBackend(
                    "json",
                    Setting.of(
                            "notdisposable.json.statuses",
                            map(),
                            "",
                            "Meaning of HTTP statuses that the service uses in its own way, by number: refused-input, unauthorized, rate-limited, quota-exhausted, pending, server-error or malformed-answer.")));

    /** Where the answer of a JSON service tells an error. */
    public static final Setting<Map<String, String>> JSON_ERRORS = add(
            ofBackend(
                    "json",
                    Setting.of(
                            "notdisposable.json.errors",
                            map(),
                            "",
                            "JSON pointers to errors in the answer, by what they mean, as in statuses; after an equals sign the values, separated by bars, else whatever is not null.")));

    /** Where the answer of a JSON service tells the domain that was probably meant. */
    public static final Setting<Optional<String>> JSON_SUGGESTION = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.suggestion",
                    optional(text()),
                    "",
                    "JSON pointer to the domain that was probably meant.")));

    /** Where the answer of a JSON service names the mail service. */
    public static final Setting<Optional<String>> JSON_PROVIDER = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.provider",
                    optional(text()),
                    "",
                    "JSON pointer to the name of the mail service.")));

    /** Where the answer of a JSON service tells the normal form. */
    public static final Setting<Optional<String>> JSON_NORMALIZED = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.normalized",
                    optional(text()),
                    "",
                    "JSON pointer to the normal form of the address.")));

    /** Where the answer of a JSON service tells the registrable domain. */
    public static final Setting<Optional<String>> JSON_ROOT = add(ofBackend(
            "json",
            Setting.of("notdisposable.json.root", optional(text()), "", "JSON pointer to the registrable domain.")));

    /** Where the answer of a JSON service says something in words. */
    public static final Setting<Optional<String>> JSON_DETAIL = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.detail",
                    optional(text()),
                    "",
                    "JSON pointer to what the service says in words.")));

    /** By which status a JSON service refuses a client. */
    public static final Setting<Integer> JSON_BANNED_STATUS = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.banned-status",
                    integer(0, 499),
                    "0",
                    "Status, 400 to 499, by which the service says that it refuses the client; 0 if it has none.")));

    /** How long one request to a JSON service may take. */
    public static final Setting<Duration> JSON_TIMEOUT = add(ofBackend(
            "json",
            Setting.of(
                    "notdisposable.json.timeout",
                    duration(),
                    "5s",
                    "Time that one request may take, if the deadline of the check does not come first.")));

    /** How long making a connection may take. */
    public static final Setting<Duration> HTTP_CONNECT_TIMEOUT = add(ofHttp(Setting.of(
            "notdisposable.http.connect-timeout",
            duration(),
            "2s",
            "Time that making a connection to a service may take.")));

    /** How long the answer of a service may be. */
    public static final Setting<Integer> HTTP_MAX_ANSWER_BYTES = add(ofHttp(Setting.of(
            "notdisposable.http.max-answer-bytes",
            integer(1_024, 16_777_216),
            "65536",
            "Bytes that the answer of a service may have; a longer one counts as none.")));

    /** The proxy through which services are reached. */
    public static final Setting<Optional<InetSocketAddress>> HTTP_PROXY = add(ofHttp(Setting.of(
            "notdisposable.http.proxy",
            optional(hostAndPort()),
            "",
            "Proxy through which services are reached, as host:port; by default that of the JVM, if it has one.")));

    /** The certificates that services are believed by. */
    public static final Setting<Optional<Path>> HTTP_TRUST_STORE = add(ofHttp(Setting.of(
            "notdisposable.http.trust-store",
            optional(file()),
            "",
            "File with the certificates to trust, and no others: PEM, PKCS 12 or JKS; by default those of the JVM.")));

    /** The password of the key store. */
    public static final Setting<Optional<Secret>> HTTP_TRUST_STORE_PASSWORD = add(Setting.of(
                    "notdisposable.http.trust-store-password",
                    optional(secret()),
                    "",
                    "Password of the file with the certificates.")
            .onlyIf(settings -> settings.get(HTTP_TRUST_STORE).isPresent(), HTTP_TRUST_STORE + " is not set"));

    /** Whether services may be reached without TLS. */
    public static final Setting<Boolean> HTTP_ALLOW_INSECURE = add(
            ofServices(
                    Setting.of(
                            "notdisposable.http.allow-insecure",
                            bool(),
                            "false",
                            "Whether base addresses may begin with http: though they are not of this machine; addresses and keys then cross the network in clear.")));

    /** How many answers of a service are kept. */
    public static final Setting<Integer> CACHE_MAX_SIZE = add(ofServices(Setting.of(
            "notdisposable.cache.max-size",
            integer(0, 10_000_000),
            "10000",
            "Number of answers of each service that are kept in memory; the least used go first.")));

    /** How long a white answer is kept. */
    public static final Setting<Duration> CACHE_WHITE = add(ofServices(Setting.of(
            "notdisposable.cache.white",
            durationOrZero(),
            "1h",
            "Time for which a white answer is used again; 0s to ask each time.")));

    /** How long a grey answer is kept. */
    public static final Setting<Duration> CACHE_GREY = add(ofServices(Setting.of(
            "notdisposable.cache.grey",
            durationOrZero(),
            "1h",
            "Time for which a grey answer is used again; 0s to ask each time.")));

    /** How long a black answer is kept. */
    public static final Setting<Duration> CACHE_BLACK = add(ofServices(Setting.of(
            "notdisposable.cache.black",
            durationOrZero(),
            "1d",
            "Time for which a black answer is used again, unless the service counts attempts; 0s to ask each time.")));

    /** How long a failure is kept. */
    public static final Setting<Duration> CACHE_UNAVAILABLE = add(ofServices(Setting.of(
            "notdisposable.cache.unavailable",
            durationOrZero(),
            "5s",
            "Time for which the address that met a failure is not asked about again; 0s for none.")));

    /** How long it is kept that a service banned a client. */
    public static final Setting<Duration> CACHE_BANNED = add(ofServices(Setting.of(
            "notdisposable.cache.banned",
            durationOrZero(),
            "30s",
            "Time for which it is remembered that a service banned a client; 0s to ask each time.")));

    /** How long an old answer serves while a service is down. */
    public static final Setting<Duration> CACHE_STALE = add(
            ofServices(
                    Setting.of(
                            "notdisposable.cache.stale",
                            durationOrZero(),
                            "1d",
                            "Time for which an answer that is no longer used else may serve while the service cannot be asked; 0s for none.")));

    /** How many requests may be under way. */
    public static final Setting<Integer> RESILIENCE_MAX_CONCURRENT = add(ofServices(Setting.of(
            "notdisposable.resilience.max-concurrent",
            integer(1, 10_000),
            "64",
            "Number of requests to each service that may be under way at once.")));

    /** How long a question waits for a place. */
    public static final Setting<Duration> RESILIENCE_MAX_WAIT = add(
            ofServices(
                    Setting.of(
                            "notdisposable.resilience.max-wait",
                            durationOrZero(),
                            "100ms",
                            "Time for which a question waits for one of them to end before it is answered without the service; 0s for not at all.")));

    /** How often a broken connection is tried again. */
    public static final Setting<Integer> RESILIENCE_RETRIES = add(ofServices(Setting.of(
            "notdisposable.resilience.retries",
            integer(0, 5),
            "1",
            "Number of further tries within one check where a connection could not be made or broke.")));

    /** How much time another try needs. */
    public static final Setting<Duration> RESILIENCE_RETRY_FLOOR = add(ofServices(Setting.of(
            "notdisposable.resilience.retry-floor",
            durationOrZero(),
            "1s",
            "Time that must be left until the deadline for another try.")));

    /** At which share of failures a service is left alone. */
    public static final Setting<Integer> RESILIENCE_FAILURE_RATE = add(ofServices(Setting.of(
            "notdisposable.resilience.failure-rate",
            integer(1, 100),
            "50",
            "Failures in a hundred requests from which on a service is left alone.")));

    /** Over how many requests failures are counted. */
    public static final Setting<Integer> RESILIENCE_WINDOW = add(ofServices(Setting.of(
            "notdisposable.resilience.window",
            integer(1, 10_000),
            "20",
            "Number of last requests over which failures are counted.")));

    /** How many requests are needed to judge a service. */
    public static final Setting<Integer> RESILIENCE_MINIMUM_CALLS = add(ofServices(Setting.of(
            "notdisposable.resilience.minimum-calls",
            integer(1, 10_000),
            "5",
            "Number of requests before which no service is left alone for its failures.")));

    /** How long a failing service is left alone. */
    public static final Setting<Duration> RESILIENCE_OPEN_TIME = add(ofServices(Setting.of(
            "notdisposable.resilience.open-time",
            duration(),
            "10s",
            "Time for which a failing service is left alone before one request tries it.")));

    /** How long a service is left alone that was asked too often. */
    public static final Setting<Duration> RESILIENCE_RATE_LIMIT_PAUSE = add(ofServices(Setting.of(
            "notdisposable.resilience.rate-limit-pause",
            duration(),
            "10s",
            "Time for which a service is left alone after 429 without Retry-After.")));

    /** How long a service is left alone whose quota is spent. */
    public static final Setting<Duration> RESILIENCE_QUOTA_PAUSE = add(ofServices(Setting.of(
            "notdisposable.resilience.quota-pause",
            duration(),
            "15m",
            "Time for which a service is left alone when the quota is spent.")));

    /** How long a service is left alone that refused the key. */
    public static final Setting<Duration> RESILIENCE_KEY_PAUSE = add(ofServices(Setting.of(
            "notdisposable.resilience.key-pause",
            duration(),
            "5m",
            "Time for which a service is left alone when it has refused the key.")));

    /** For how long a service is left alone at most. */
    public static final Setting<Duration> RESILIENCE_LONGEST_PAUSE = add(ofServices(Setting.of(
            "notdisposable.resilience.longest-pause",
            duration(),
            "1h",
            "Time for which a service is left alone at most, whatever Retry-After says.")));

    /** When the DNS is asked. */
    public static final Setting<DnsUse> EMBEDDED_DNS = add(
            ofBackend(
                    "embedded",
                    Setting.of(
                            "notdisposable.embedded.dns",
                            choice(List.of(DnsUse.values())),
                            "when-needed",
                            "When the DNS is asked about a domain: for each address, where a wanted trait needs it, or never.")));

    /** Which name servers are asked. */
    public static final Setting<List<String>> EMBEDDED_DNS_SERVERS = add(ofBackend(
            "embedded",
            Setting.of(
                    "notdisposable.embedded.dns-servers",
                    list(),
                    "",
                    "Name servers to ask, each as host or host:port; those of the system if none is named.")));

    /** How long one domain is looked up. */
    public static final Setting<Duration> EMBEDDED_DNS_TIMEOUT = add(ofBackend(
            "embedded",
            Setting.of(
                    "notdisposable.embedded.dns-timeout",
                    duration(),
                    "3s",
                    "Time that looking up one domain may take, if the deadline of the check does not come first.")));

    /** How many domains are remembered. */
    public static final Setting<Integer> EMBEDDED_DNS_CACHE_SIZE = add(ofBackend(
            "embedded",
            Setting.of(
                    "notdisposable.embedded.dns-cache-size",
                    integer(0, 10_000_000),
                    "10000",
                    "Number of domains of which the answer of the DNS is remembered.")));

    /** Where newer lists come from. */
    public static final Setting<List<URI>> EMBEDDED_REFRESH_URLS = add(ofBackend(
            "embedded",
            Setting.of(
                    "notdisposable.embedded.refresh.urls",
                    uris(),
                    "",
                    "Addresses of lists, text or JSON, from which the bundled data is refreshed.")));

    /** How often newer lists are asked for. */
    public static final Setting<Duration> EMBEDDED_REFRESH_INTERVAL = add(Setting.of(
                    "notdisposable.embedded.refresh.interval",
                    duration(),
                    "1d",
                    "Time between two refreshments of the bundled data.")
            .onlyIf(Keys::refreshes, EMBEDDED_REFRESH_URLS + " is empty"));

    /** Where copies of the lists are kept. */
    public static final Setting<Optional<Path>> EMBEDDED_REFRESH_DIRECTORY = add(Setting.of(
                    "notdisposable.embedded.refresh.directory",
                    optional(file()),
                    "",
                    "Directory in which the last good state of each list is kept, so that it is there at the next start; none by default.")
            .onlyIf(Keys::refreshes, EMBEDDED_REFRESH_URLS + " is empty"));

    /** From what the client's address is taken. */
    public static final Setting<ClientIpMode> CLIENT_IP_MODE = add(
            Setting.of(
                    "notdisposable.client-ip.mode",
                    choice(List.of(ClientIpMode.values())),
                    "peer",
                    "From what the address of a client is taken: the peer, a chain of trusted proxies, a number of proxies, or a header with one address."));

    /** The header that holds the client's address. */
    public static final Setting<Optional<String>> CLIENT_IP_HEADER = add(Setting.of(
                    "notdisposable.client-ip.header",
                    optional(headerName()),
                    "",
                    "Header that the address of a client is read from; X-Forwarded-For if none is named and the mode is chain or hops.")
            .onlyIf(settings -> settings.get(CLIENT_IP_MODE) != ClientIpMode.PEER, CLIENT_IP_MODE + " is peer"));

    /** How many proxies there are. */
    public static final Setting<Optional<Integer>> CLIENT_IP_HOPS = add(Setting.of(
                    "notdisposable.client-ip.hops",
                    optional(integer(1, 100)),
                    "",
                    "Number of proxies that add to the header, for the mode hops; 1 takes the last entry.")
            .onlyIf(settings -> settings.get(CLIENT_IP_MODE) == ClientIpMode.HOPS, CLIENT_IP_MODE + " is not hops"));

    /** The proxies that are believed. */
    public static final Setting<List<String>> CLIENT_IP_TRUSTED_PROXIES = add(Setting.of(
                    "notdisposable.client-ip.trusted-proxies",
                    list(),
                    "",
                    "Networks of your own proxies, for the modes chain and single: 10.0.0.0/8, loopback, private, cloudflare.")
            .onlyIf(
                    settings -> believesProxies(settings.get(CLIENT_IP_MODE)) || settings.get(Keys.ABUSE_ENABLED),
                    CLIENT_IP_MODE + " is neither chain nor single"));

    /** Whether refused attempts are counted. */
    public static final Setting<Boolean> ABUSE_ENABLED = add(Setting.of(
            "notdisposable.abuse.enabled", bool(), "false", "Whether refused attempts are counted for each client."));

    /** How many refused attempts a client has. */
    public static final Setting<Integer> ABUSE_LIMIT = add(ofAbuse(Setting.of(
            "notdisposable.abuse.limit",
            integer(1, 1_000_000),
            "5",
            "Number of refused attempts within the window that a client has; the next one is too many.")));

    /** The time over which refused attempts are counted. */
    public static final Setting<Duration> ABUSE_WINDOW = add(ofAbuse(Setting.of(
            "notdisposable.abuse.window", duration(), "1h", "Time over which refused attempts are counted.")));

    /** How long a client is banned. */
    public static final Setting<Duration> ABUSE_BAN =
            add(ofAbuse(Setting.of("notdisposable.abuse.ban", duration(), "1h", "Time for which a client is banned.")));

    /** What happens to a client with too many attempts. */
    public static final Setting<AbuseAction> ABUSE_ACTION = add(ofAbuse(Setting.of(
            "notdisposable.abuse.action",
            choice(List.of(AbuseAction.values())),
            "block",
            "What happens to a client with too many attempts: it is banned, or listeners are told and no more.")));

    /** After how many attempts an unverified domain is refused. */
    public static final Setting<Integer> ABUSE_UNRESOLVED_LIMIT = add(
            ofAbuse(
                    Setting.of(
                            "notdisposable.abuse.unresolved-limit",
                            integer(0, 1_000_000),
                            "0",
                            "Number of attempts with one domain that cannot be verified, whoever makes them, until the domain is banned; 0 for no limit.")));

    /** The time over which attempts with unverified domains are counted. */
    public static final Setting<Duration> ABUSE_UNRESOLVED_WINDOW = add(ofUnresolved(Setting.of(
            "notdisposable.abuse.unresolved-window",
            duration(),
            "1h",
            "Time over which attempts with a domain that cannot be verified are counted.")));

    /** What happens to an unverified domain with too many attempts. */
    public static final Setting<AbuseAction> ABUSE_UNRESOLVED_ACTION = add(ofUnresolved(Setting.of(
            "notdisposable.abuse.unresolved-action",
            choice(List.of(AbuseAction.values())),
            "block",
            "What happens to such a domain: it is banned, or listeners are told and no more.")));

    /** How many lookups are made for a client. */
    public static final Setting<Integer> ABUSE_LOOKUPS = add(
            ofAbuse(
                    Setting.of(
                            "notdisposable.abuse.lookups",
                            integer(0, 1_000_000),
                            "0",
                            "Number of lookups, domains put to the DNS and requests to services, that are made for one client within the window; 0 for no limit.")));

    /** How many requests to services are made for all clients together. */
    public static final Setting<Integer> ABUSE_LOOKUPS_TOTAL = add(
            ofAbuse(
                    Setting.of(
                            "notdisposable.abuse.lookups-total",
                            integer(0, 100_000_000),
                            "0",
                            "Number of requests to services that are made for all clients together within the window; 0 for no limit.")));

    /** The time over which lookups are counted. */
    public static final Setting<Duration> ABUSE_LOOKUPS_WINDOW = add(Setting.of(
                    "notdisposable.abuse.lookups-window",
                    duration(),
                    "1h",
                    "Time over which lookups are counted, for each client and for all together.")
            .onlyIf(
                    settings -> settings.get(ABUSE_ENABLED)
                            && settings.get(ABUSE_LOOKUPS) + settings.get(ABUSE_LOOKUPS_TOTAL) > 0,
                    ABUSE_LOOKUPS + " and " + ABUSE_LOOKUPS_TOTAL + " are 0 or " + ABUSE_ENABLED + " is false"));

    /** Whose attempts are not counted. */
    public static final Setting<List<String>> ABUSE_EXEMPT_CLIENTS = add(
            ofAbuse(
                    Setting.of(
                            "notdisposable.abuse.exempt-clients",
                            confidentialList(),
                            "",
                            "Networks whose clients are never counted and never banned, such as 192.0.2.0/24; those of notdisposable.client-ip.trusted-proxies are so too.")));

    /** How much is kept in memory. */
    public static final Setting<Integer> ABUSE_MAX_ENTRIES = add(ofAbuse(Setting.of(
            "notdisposable.abuse.max-entries",
            integer(1, 100_000_000),
            "100000",
            "Number of counters, and of bans, that are kept in memory.")));

    /** Where the Redis is that several machines share. */
    public static final Setting<Optional<Secret>> REDIS_URI = add(
            Setting.of(
                    "notdisposable.redis.uri",
                    optional(secret()),
                    "",
                    "Redis that several machines share verdicts, counters and bans by, such as rediss://user:password@host:6380/0; needs notdisposable-redis."));

    /** The secret from which the names in Redis are made. */
    public static final Setting<Optional<Secret>> REDIS_SECRET = add(
            ofRedis(
                    Setting.of(
                            "notdisposable.redis.secret",
                            optional(secret()),
                            "",
                            "Secret of at least 16 characters, the same on each machine, without which nobody can read what is in Redis.")));

    /** How long one command may take. */
    public static final Setting<Duration> REDIS_TIMEOUT = add(ofRedis(Setting.of(
            "notdisposable.redis.timeout",
            duration(),
            "50ms",
            "Time that one command may take, before this machine goes on without its answer.")));

    /** What the keys in Redis begin with. */
    public static final Setting<String> REDIS_PREFIX = add(
            ofRedis(
                    Setting.of(
                            "notdisposable.redis.prefix",
                            text(),
                            "notdisposable",
                            "What the keys in Redis begin with, so that several applications can use one: letters, digits, hyphens, dots and colons.")));

    private Keys() {}

    /** {@return all settings, in the order of the documentation} */
    public static List<Setting<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    private static <T> Setting<T> add(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }

    private static <T> Setting<T> ofBackend(String backend, Setting<T> setting) {
        return setting.onlyIf(
                settings -> settings.get(BACKENDS).contains(backend), BACKENDS + " does not name " + backend);
    }

    private static <T> Setting<T> ofServices(Setting<T> setting) {
        return setting.onlyIf(Keys::asksAService, BACKENDS + " names no service");
    }

    private static <T> Setting<T> ofHttp(Setting<T> setting) {
        return setting.onlyIf(
                settings -> asksAService(settings) || refreshes(settings),
                BACKENDS + " names no service and notdisposable.embedded.refresh.urls is empty");
    }

    private static <T> Setting<T> ofAbuse(Setting<T> setting) {
        return setting.onlyIf(settings -> settings.get(ABUSE_ENABLED), ABUSE_ENABLED + " is false");
    }

    private static <T> Setting<T> ofRedis(Setting<T> setting) {
        return setting.onlyIf(settings -> settings.get(REDIS_URI).isPresent(), REDIS_URI + " is not set");
    }

    private static <T> Setting<T> ofUnresolved(Setting<T> setting) {
        return setting.onlyIf(
                settings -> settings.get(ABUSE_ENABLED) && settings.get(ABUSE_UNRESOLVED_LIMIT) > 0,
                ABUSE_UNRESOLVED_LIMIT + " is 0 or " + ABUSE_ENABLED + " is false");
    }

    /** Returns whether a setting has an effect only where {@code notdisposable-services} is there. */
    static boolean isOfServices(Setting<?> setting) {
        return GROUPS_OF_SERVICES.stream().anyMatch(group -> setting.key().startsWith("notdisposable." + group));
    }

    private static boolean asksAService(Settings settings) {
        return settings.get(BACKENDS).stream().anyMatch(SERVICES::contains);
    }

    static boolean believesProxies(ClientIpMode mode) {
        return mode == ClientIpMode.CHAIN || mode == ClientIpMode.SINGLE;
    }

    private static boolean refreshes(Settings settings) {
        return settings.get(BACKENDS).contains("embedded")
                && !settings.get(EMBEDDED_REFRESH_URLS).isEmpty();
    }
}
