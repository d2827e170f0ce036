/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static io.github.notdisposable.config.SettingType.bool;
import static io.github.notdisposable.config.SettingType.choice;
import static io.github.notdisposable.config.SettingType.confidentialList;
import static io.github.notdisposable.config.SettingType.duration;
import static io.github.notdisposable.config.SettingType.integer;
import static io.github.notdisposable.config.SettingType.list;
import static io.github.notdisposable.config.SettingType.oneOf;
import static io.github.notdisposable.config.SettingType.optional;
import static io.github.notdisposable.config.SettingType.secret;
import static io.github.notdisposable.config.SettingType.text;
import static io.github.notdisposable.config.SettingType.uri;
import static io.github.notdisposable.config.SettingType.uris;

import io.github.notdisposable.WhenUnavailable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The catalogue of all settings, the one place where each is described. */
public final class Keys {

    private static final List<Setting<?>> ALL = new ArrayList<>();

    /** The back ends that are asked, in order. */
    public static final Setting<List<String>> BACKENDS = add(
            Setting.of(
                    "notdisposable.backends",
                    list(),
                    "embedded",
                    "Back ends that are asked, in order, until one decides: embedded, stopreg, user-cleaning, or the names of your own."));

    /** How long one check may take. */
    public static final Setting<Duration> DEADLINE = add(Setting.of(
            "notdisposable.deadline", duration(), "5s", "Time that one check may take, over all back ends."));

    /** What happens to an address that nobody could check. */
    public static final Setting<WhenUnavailable> WHEN_UNAVAILABLE = add(Setting.of(
            "notdisposable.when-unavailable",
            choice(List.of(WhenUnavailable.ALLOW, WhenUnavailable.REJECT)),
            "allow",
            "What happens to an address when no back end could answer and the annotation does not say."));

    /** The allow list. */
    public static final Setting<List<String>> ALLOW = add(
            Setting.of(
                    "notdisposable.allow",
                    confidentialList(),
                    "",
                    "Addresses that are always let in: domains, .domain for a domain with its sub-domains, or whole addresses."));

    /** The block list. */
    public static final Setting<List<String>> BLOCK = add(Setting.of(
            "notdisposable.block",
            confidentialList(),
            "",
            "Addresses that are always refused, written as those of notdisposable.allow, which wins over this list."));

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

    /** What StopReg is told. */
    public static final Setting<String> STOPREG_SEND = add(
            ofBackend(
                    "stopreg",
                    Setting.of(
                            "notdisposable.stopreg.send",
                            oneOf("email", "domain"),
                            "email",
                            "What StopReg is told: the whole address, or the domain alone so that no mailbox name leaves the process.")));

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
                            oneOf("query", "json"),
                            "query",
                            "How user.cleaning is asked: with the address in the query, or in a JSON body as its Django guide shows.")));

    /** When the DNS is asked. */
    public static final Setting<String> EMBEDDED_DNS = add(
            ofBackend(
                    "embedded",
                    Setting.of(
                            "notdisposable.embedded.dns",
                            oneOf("always", "when-needed", "never"),
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
            .onlyIf(EMBEDDED_REFRESH_URLS, urls -> !urls.isEmpty(), "notdisposable.embedded.refresh.urls is empty"));

    /** From what the client's address is taken. */
    public static final Setting<String> CLIENT_IP_MODE = add(
            Setting.of(
                    "notdisposable.client-ip.mode",
                    oneOf("peer", "chain", "hops", "single"),
                    "peer",
                    "From what the address of a client is taken: the peer, a chain of trusted proxies, a number of proxies, or a header with one address."));

    /** The header that holds the client's address. */
    public static final Setting<Optional<String>> CLIENT_IP_HEADER = add(Setting.of(
                    "notdisposable.client-ip.header",
                    optional(text()),
                    "",
                    "Header that the address of a client is read from; X-Forwarded-For if none is named and the mode is chain or hops.")
            .onlyIf(CLIENT_IP_MODE, mode -> !mode.equals("peer"), "notdisposable.client-ip.mode is peer"));

    /** How many proxies there are. */
    public static final Setting<Optional<Integer>> CLIENT_IP_HOPS = add(Setting.of(
                    "notdisposable.client-ip.hops",
                    optional(integer(1, 100)),
                    "",
                    "Number of proxies that add to the header, for the mode hops; 1 takes the last entry.")
            .onlyIf(CLIENT_IP_MODE, mode -> mode.equals("hops"), "notdisposable.client-ip.mode is not hops"));

    /** The proxies that are believed. */
    public static final Setting<List<String>> CLIENT_IP_TRUSTED_PROXIES = add(Setting.of(
                    "notdisposable.client-ip.trusted-proxies",
                    list(),
                    "",
                    "Networks of your own proxies, for the modes chain and single: 10.0.0.0/8, loopback, private, cloudflare.")
            .onlyIf(
                    CLIENT_IP_MODE,
                    mode -> mode.equals("chain") || mode.equals("single"),
                    "notdisposable.client-ip.mode is neither chain nor single"));

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
    public static final Setting<String> ABUSE_ACTION = add(ofAbuse(Setting.of(
            "notdisposable.abuse.action",
            oneOf("block", "notify"),
            "block",
            "What happens to a client with too many attempts: it is banned, or listeners are told and no more.")));

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
        return setting.onlyIf(BACKENDS, backends -> backends.contains(backend), BACKENDS + " does not name " + backend);
    }

    private static <T> Setting<T> ofAbuse(Setting<T> setting) {
        return setting.onlyIf(ABUSE_ENABLED, enabled -> enabled, ABUSE_ENABLED + " is false");
    }
}
