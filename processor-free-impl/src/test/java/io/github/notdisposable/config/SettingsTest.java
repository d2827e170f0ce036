/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.WhenUnavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {

    private static final String SECRET = "sk_live_51f0c9e2";

    @Test
    void defaultsHoldWhereNothingIsSet() {
        Settings settings = Settings.of();
        assertThat(settings.get(SettingsCatalog.BACKENDS)).containsExactly("embedded");
        assertThat(settings.get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.get(SettingsCatalog.STOPREG_API_TOKEN)).isEmpty();
        assertThat(settings.placeOf(SettingsCatalog.DEADLINE)).isEmpty();
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void theFirstSourceThatSetsAKeyCounts() {
        Settings settings = Settings.of(
                source("first", "notdisposable.deadline", "1s"),
                source("second", "notdisposable.deadline", "2s", "notdisposable.allow", "example.com"));
        assertThat(settings.get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.placeOf(SettingsCatalog.DEADLINE)).contains("first");
        assertThat(settings.get(SettingsCatalog.ALLOW)).containsExactly("example.com");
    }

    @Test
    void listsOfSeveralSourcesAreNotMixed() {
        Settings settings = Settings.of(
                source("first", "notdisposable.allow[0]", "a.example"),
                source("second", "notdisposable.allow[0]", "b.example", "notdisposable.allow[1]", "c.example"));
        assertThat(settings.get(SettingsCatalog.ALLOW)).containsExactly("a.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notdisposable.stopreg", "notdisposable.embedded.refresh", "notdisposable.json.headers"})
    void aSectionWithNothingInItSetsNothing(String section) {
        assertThat(read(section, " ").toString()).isEqualTo("Settings[]");
        assertThat(catchThrowableOfType(ConfigurationException.class, () -> read(section, "5")))
                .hasMessageContaining(section);
    }

    @Test
    void anEmptyValueStandsForTheDefault() {
        Settings settings = Settings.of(
                source("first", "notdisposable.deadline", " ", "notdisposable.backends", ""),
                source("second", "notdisposable.deadline", "2s"));
        assertThat(settings.get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.get(SettingsCatalog.BACKENDS)).containsExactly("embedded");
        assertThat(settings.placeOf(SettingsCatalog.DEADLINE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "5s, PT5S",
        "2m, PT2M",
        "1h, PT1H",
        "1d, PT24H",
        "PT5S, PT5S",
        "PT1M30S, PT1M30S",
        "P1D, PT24H",
        "' 5s ', PT5S",
        "5S, PT5S",
        "250MS, PT0.25S",
        "pt5s, PT5S",
        "36500d, PT876000H"
    })
    void readsATime(String text, Duration expected) {
        assertThat(read("notdisposable.deadline", text).get(SettingsCatalog.DEADLINE))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "five seconds",
                "0s",
                "-5s",
                "PT-5S",
                "5 s",
                "1w",
                "99999999999999999999s",
                "36501d",
                "999999999999999d",
                "٥s",
                "1e3s",
                "5s5s",
                "1.5s",
                "ms"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(problem("notdisposable.deadline", text))
                .startsWith(
                        "notdisposable.deadline (test) must be a time above zero such as 250ms, 5s, 2m, 1h, 1d or PT5S");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "on, true", "Yes, true", "1, true", "off, false", "no, false", "0, false"})
    void readsTrueAndFalseInTheWordsOfOtherConfigurations(String text, boolean expected) {
        assertThat(read("notdisposable.abuse.enabled", text).get(SettingsCatalog.ABUSE_ENABLED))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2048, 2048", "1024B, 1024", "64KB, 65536", "2mb, 2097152", "16MB, 16777216"})
    void readsASize(String text, int bytes) {
        assertThat(read("notdisposable.http.max-answer-size", text).get(SettingsCatalog.HTTP_MAX_ANSWER_SIZE))
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1023", "0KB", "17MB", "16777217", "1GB", "-1KB", "64 KB", "64k", "KB", "1.5MB", "999999999MB"})
    void refusesWhatIsNoSizeInRange(String text) {
        assertThat(problem("notdisposable.http.max-answer-size", text))
                .startsWith("notdisposable.http.max-answer-size (test) must be a size from 1024B to 16MB such as 65536,"
                        + " 64KB or 1MB");
    }

    /** YAML makes {@code false} of {@code off}. */
    @ParameterizedTest
    @CsvSource({
        "notdisposable.embedded.dns, WHEN_NEEDED, when-needed",
        "notdisposable.embedded.dns, whenNeeded, when-needed",
        "notdisposable.client-ip.filter, false, off"
    })
    void readsAWordInWhateverCaseAndForm(String key, String text, String word) {
        Setting<?> setting = SettingsCatalog.all().stream()
                .filter(one -> one.key().equals(key))
                .findAny()
                .orElseThrow();
        assertThat(read(key, text).get(setting))
                .extracting(Object::toString)
                .satisfies(value -> assertThat(
                                value.toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                        .isEqualTo(word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tru e", "ｔｒｕｅ", "2", "y"})
    void refusesWhatIsNeitherTrueNorFalse(String text) {
        assertThat(problem("notdisposable.abuse.enabled", text))
                .startsWith("notdisposable.abuse.enabled (test) must be true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.0", "1_000", "one", "٣", "99999999999", "0x5", "5 5", "+5"})
    void refusesWhatIsNoNumberInRange(String text) {
        assertThat(problem("notdisposable.abuse.limit", text))
                .startsWith("notdisposable.abuse.limit (test) must be a whole number from 1 to 1000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.stopreg.com",
                "ftp://api.stopreg.com",
                "https://",
                "https://a b",
                "https://u:p@api.stopreg.com",
                "https://api.stopreg.com?x=y",
                "https://api.stopreg.com#x",
                "//api.stopreg.com",
                "file:///etc/passwd"
            })
    void refusesWhatIsNoAddressAndDoesNotPrintIt(String text) {
        assertThat(problem("notdisposable.stopreg.base-url", text))
                .isEqualTo("notdisposable.stopreg.base-url (test) must be an address such as https://example.com, "
                        + "with http or https, without user, query and fragment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reject", "REJECT", "Reject", " reject "})
    void readsAChoiceInAnyCase(String text) {
        assertThat(read("notdisposable.when-unavailable", text).get(SettingsCatalog.WHEN_UNAVAILABLE))
                .isEqualTo(WhenUnavailable.REJECT);
    }

    @Test
    void namesTheChoicesThereAre() {
        assertThat(problem("notdisposable.when-unavailable", "refuse"))
                .isEqualTo("notdisposable.when-unavailable (test) must be allow or reject, was 'refuse'");
        assertThat(problem("notdisposable.client-ip.mode", "leftmost"))
                .isEqualTo("notdisposable.client-ip.mode (test) must be peer, chain, hops or single, was 'leftmost'");
    }

    @Test
    void readsAListBetweenCommasAndEntryByEntry() {
        assertThat(read("notdisposable.allow", " a.example ,b.example,, ").get(SettingsCatalog.ALLOW))
                .containsExactly("a.example", "b.example");
        Settings indexed = read("notdisposable.allow[1]", "b.example", "notdisposable.allow[0]", " a.example");
        assertThat(indexed.get(SettingsCatalog.ALLOW)).containsExactly("a.example", "b.example");
    }

    @Test
    void keepsTheOrderOfAListOfMoreThanTenEntries() {
        String[] entries = new String[24];
        for (int i = 0; i < 12; i++) {
            entries[2 * i] = "notdisposable.allow[" + i + "]";
            entries[2 * i + 1] = "d" + i + ".example";
        }
        assertThat(read(entries).get(SettingsCatalog.ALLOW))
                .hasSize(12)
                .startsWith("d0.example", "d1.example", "d2.example")
                .endsWith("d11.example");
    }

    @Test
    void refusesAListWithAGapAndOneThatIsSetTwice() {
        assertThat(problem("notdisposable.allow[0]", "a.example", "notdisposable.allow[2]", "b.example"))
                .contains("must be numbered from [0] without a gap");
        assertThat(problem("notdisposable.allow[0]", "a.example", "notdisposable.allow", "b.example"))
                .contains("must be set as one list or entry by entry, not both");
    }

    @ParameterizedTest
    @CsvSource({
        "notdisposable.dedline, notdisposable.deadline",
        "notdisposable.stopreg.api-tokne, notdisposable.stopreg.api-token",
        "notdisposable.stopreg.apiToken, notdisposable.stopreg.api-token",
        "notdisposable.stopreg.token, notdisposable.stopreg.api-token",
        "notdisposable.user-cleaning.apikey, notdisposable.user-cleaning.api-key",
        "notdisposable.usercleaning.api-key, notdisposable.user-cleaning.api-key",
        "notdisposable.backend, notdisposable.backends",
        "notdisposable.whenUnavailable, notdisposable.when-unavailable",
        "notdisposable.client-ip.trusted-proxy, notdisposable.client-ip.trusted-proxies",
        "NotDisposable.Deadline, notdisposable.deadline",
        "notdisposable.deadline[0], notdisposable.deadline",
        "notdisposable.abuse.limits, notdisposable.abuse.limit"
    })
    void namesTheNearestKeyOfOneThatIsNotKnown(String written, String meant) {
        assertThat(problem(written, SECRET))
                .isEqualTo(written + " (test) is not a setting; did you mean " + meant + "?");
    }

    @Test
    void tellsAnUnknownKeyOnceThoughSeveralSourcesHoldIt() {
        ConfigurationException thrown = failure(
                source("framework", "notdisposable.dedline", "1s"),
                source("system property", "notdisposable.dedline", "1s"));
        assertThat(thrown.problems()).hasSize(1);
    }

    @Test
    void passesOverWhatIsNotOfThisLibrary() {
        assertThat(read("spring.application.name", "x", "notdisposables.x", "y"))
                .hasToString("Settings[]");
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        ConfigurationException thrown = failure(source(
                "test",
                "notdisposable.deadline",
                "soon",
                "notdisposable.dedline",
                "1s",
                "notdisposable.backends",
                "embedded,stopreg,embedded",
                "notdisposable.client-ip.mode",
                "chain"));
        assertThat(thrown.problems())
                .containsExactly(
                        "notdisposable.dedline (test) is not a setting; did you mean notdisposable.deadline?",
                        "notdisposable.deadline (test) must be a time above zero such as 250ms, 5s, 2m, 1h, 1d or PT5S, "
                                + "was 'soon'",
                        "notdisposable.backends names 'embedded' twice",
                        "notdisposable.client-ip.trusted-proxies must be set, since notdisposable.client-ip.mode is chain: "
                                + "the networks of your proxies, such as 10.0.0.0/8, loopback, private or cloudflare");
        assertThat(thrown)
                .hasMessageStartingWith("The NotDisposable settings cannot be used, for 4 reasons:\n"
                        + " - notdisposable.dedline (test) is not a setting");
    }

    @Test
    void namesTheSecretThatRedisNeeds() {
        assertThat(failure(source("test", "notdisposable.redis.uri", "redis://localhost"))
                        .problems())
                .containsExactly(
                        "notdisposable.redis.secret must be set, since notdisposable.redis.uri is set: as a property, or as "
                                + "the environment variable NOTDISPOSABLE_REDIS_SECRET");
    }

    @ParameterizedTest
    @CsvSource({
        "hops, notdisposable.client-ip.hops",
        "single, notdisposable.client-ip.trusted-proxies",
        "single, notdisposable.client-ip.header"
    })
    void namesWhatAModeOfTheClientAddressNeeds(String mode, String needed) {
        assertThat(failure(source("test", "notdisposable.client-ip.mode", mode)).problems())
                .anyMatch(problem -> problem.startsWith(
                        needed + " must be set, since notdisposable.client-ip.mode is " + mode + ": "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1/8", "proxy.example.com", "fe80::1%eth0", "10.0.0.0/33", "cloudflair"})
    void namesTheSettingOfAProxyThatIsNoNetwork(String proxy) {
        assertThat(problem("notdisposable.client-ip.mode", "chain", "notdisposable.client-ip.trusted-proxies", proxy))
                .startsWith("notdisposable.client-ip.trusted-proxies (test), entry 1: '" + proxy + "' must ");
    }

    @Test
    void namesTheSettingOfAnExemptClientThatIsNoNetworkAndDoesNotPrintIt() {
        assertThat(problem(
                        "notdisposable.abuse.enabled", "true",
                        "notdisposable.abuse.exempt-clients", "192.0.2.0/24, 198.51.100.7/24"))
                .isEqualTo(
                        "notdisposable.abuse.exempt-clients (test), entry 2: must be a network such as 10.0.0.0/8, or an address");
    }

    @Test
    void namesTheSettingOfAHeaderThatHoldsNoSingleAddress() {
        assertThat(problem(
                        "notdisposable.client-ip.mode", "single",
                        "notdisposable.client-ip.trusted-proxies", "private",
                        "notdisposable.client-ip.header", "Forwarded"))
                .startsWith("notdisposable.client-ip.header: 'header' must be one that holds an address alone");
    }

    @Test
    void namesTheSettingOfAHeaderThatCannotBeOne() {
        assertThat(problem("notdisposable.client-ip.header", "X Forwarded For"))
                .isEqualTo("notdisposable.client-ip.header (test) must be the name of an HTTP header such as "
                        + "X-Forwarded-For, was 'X Forwarded For'");
    }

    @Test
    void doesNotCallAKeyMissingThatCannotBeRead() {
        assertThat(problem("notdisposable.backends", "stopreg", "notdisposable.stopreg.api-token", "two words"))
                .isEqualTo("notdisposable.stopreg.api-token (test) must be one line of visible ASCII characters, "
                        + "without spaces");
    }

    @Test
    void warnsOfSettingsWithoutEffect() {
        Settings settings = read(
                "notdisposable.stopreg.api-token",
                SECRET,
                "notdisposable.abuse.limit",
                "3",
                "notdisposable.client-ip.hops",
                "1");
        assertThat(settings.warnings())
                .containsExactly(
                        "notdisposable.stopreg.api-token (test) has no effect: notdisposable.backends does not name stopreg",
                        "notdisposable.client-ip.hops (test) has no effect: notdisposable.client-ip.mode is not hops",
                        "notdisposable.abuse.limit (test) has no effect: notdisposable.abuse.enabled is false");
    }

    @Test
    void doesNotWarnOfAVariableThatIsNotThisLibrarysOwn() {
        Settings settings = Settings.of(SettingsSource.environment(Map.of("STOPREG_API_TOKEN", SECRET)));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void printsNoSecretWhicheverSettingItStandsIn() {
        for (Setting<?> setting : SettingsCatalog.all()) {
            for (String value : List.of(SECRET + "\n\u0007" + SECRET, SECRET + " é", SECRET + "@example.com")) {
                assertThat(textsOf(setting.key(), value)).doesNotContain(SECRET);
                assertThat(textsOf(setting.key() + "x", value)).doesNotContain(SECRET);
            }
        }
    }

    @Test
    void printsNoSecretThatCanBeRead() {
        SettingsSource source = source("test", "notdisposable.stopreg.api-token", SECRET);
        Settings settings = Settings.of(source);
        assertThat(settings.toString() + settings.warnings() + settings.get(SettingsCatalog.STOPREG_API_TOKEN) + source)
                .doesNotContain(SECRET)
                .contains("Secret[hidden]");
    }

    @Test
    void printsNoAddressOfAPerson() {
        assertThat(problem("notdisposable.allow[0]", "bob@example.com", "notdisposable.allow[2]", "eve@example.com"))
                .doesNotContain("bob")
                .doesNotContain("eve");
        assertThat(problem("notdisposable.deadline", "bob@example.com")).doesNotContain("bob");
    }

    @Test
    void keepsControlCharactersAndEndlessTextOutOfMessages() {
        assertThat(problem("notdisposable.x\r\nFAKE LOG LINE\u202e", "1"))
                .startsWith("notdisposable.x??FAKE LOG LINE? (test) is not a setting");
        assertThat(problem("notdisposable.deadline", "1\u001b[31m")).doesNotContain("\u001b");
        assertThat(problem("notdisposable." + "x".repeat(100_000), "1")).hasSizeLessThan(250);
    }

    @Test
    void readsTheSameWhereTheDefaultLocaleIsTurkish() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            Settings settings = Settings.of(
                    source(
                            "test",
                            "notdisposable.client-ip.mode",
                            "SINGLE",
                            "notdisposable.client-ip.header",
                            "X-Real-IP"),
                    SettingsSource.environment(Map.of(
                            "NOTDISPOSABLE_CLIENT_IP_TRUSTED_PROXIES",
                            "private",
                            "NOTDISPOSABLE_ABUSE_LIMIT",
                            "7",
                            "NOTDISPOSABLE_EMBEDDED_REFRESH_INTERVAL",
                            "1h")));
            assertThat(settings.get(SettingsCatalog.CLIENT_IP_TRUSTED_PROXIES)).containsExactly("private");
            assertThat(settings.get(SettingsCatalog.ABUSE_LIMIT)).isEqualTo(7);
            assertThat(settings.get(SettingsCatalog.EMBEDDED_REFRESH_INTERVAL)).isEqualTo(Duration.ofHours(1));
            assertThat(problem("NOTDISPOSABLE.CLIENT-IP.MOD", "x"))
                    .endsWith("did you mean notdisposable.client-ip.mode?");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String textsOf(String key, String value) {
        try {
            Settings settings = read(key, value);
            return settings.toString() + settings.warnings();
        } catch (ConfigurationException wrong) {
            return wrong.toString() + wrong.problems() + wrong.getCause();
        }
    }

    @Test
    void readsEachNamedPolicyFromTheFirstSourceThatSetsIt() {
        Settings settings = Settings.of(
                SettingsSource.environment(Map.of(
                        "NOTDISPOSABLE_POLICIES_CHECKOUT_BLOCK", "relay, grey",
                        "NOTDISPOSABLE_POLICIES_BIG_BLOCK_POLICY", "business-only",
                        "NOTDISPOSABLE_POLICIES_BIG_BLOCK_BLOCK_0_", "role-based",
                        "NOTDISPOSABLE_POLICIES_BIG_BLOCK_WHEN_UNAVAILABLE", "reject")),
                source(
                        "file",
                        "notdisposable.policies.checkout.block",
                        "no such thing, and nobody reads it",
                        "notdisposable.policies.checkout.message",
                        "Please use another one.",
                        "notdisposable.policies.newsletter.block[0]",
                        "SUSPICIOUS",
                        "notdisposable.policies.newsletter.suggestion",
                        "{com.example.suggestion}"));
        assertThat(settings.get(SettingsCatalog.POLICIES_BLOCK))
                .isEqualTo(Map.of(
                        "checkout", List.of(Block.RELAY, Block.GREY),
                        "big-block", List.of(Block.ROLE_BASED),
                        "newsletter", List.of(Block.SUSPICIOUS)));
        assertThat(settings.get(SettingsCatalog.POLICIES_POLICY))
                .isEqualTo(Map.of("big-block", EmailPolicy.BUSINESS_ONLY));
        assertThat(settings.get(SettingsCatalog.POLICIES_WHEN_UNAVAILABLE))
                .isEqualTo(Map.of("big-block", WhenUnavailable.REJECT));
        assertThat(settings.get(SettingsCatalog.POLICIES_MESSAGE))
                .isEqualTo(Map.of("checkout", Optional.of("Please use another one.")));
        assertThat(settings.get(SettingsCatalog.POLICIES_SUGGESTION))
                .isEqualTo(Map.of("newsletter", Optional.of("{com.example.suggestion}")));
        assertThat(settings.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    notdisposable.policies.checkout.blok    | relay            | notdisposable.policies.checkout.blok (test) is not a setting; did you mean notdisposable.policies.checkout.block?
                    notdisposable.policies.checkout         | business-only    | notdisposable.policies.checkout (test) is not a setting; did you mean notdisposable.policies.checkout.block?
                    notdisposable.policies.checkout.block   | relay, gray      | notdisposable.policies.checkout.block (test) must be a list, separated by commas, of grey, relay, alias, role-based, public, unresolved, no-mail-server, suspicious; entry 2 is not
                    notdisposable.policies.checkout.policy  | strict           | notdisposable.policies.checkout.policy (test) must be disposable-only, public-and-custom, business-only or public-only, was 'strict'
                    notdisposable.policies.signUp.block     | relay            | notdisposable.policies.signUp.block (test) must name the policy in lower-case letters and digits, with hyphens between them
                    notdisposable.policies.checkout.message | ${validatedValue} | notdisposable.policies.checkout.message (test) must be one line of text, with braces only around the key of a message, as in {com.example.text}, was '${validatedValue}'
                    """)
    void saysWhatIsWrongWithANamedPolicy(String key, String text, String problem) {
        assertThat(problem(key, text)).isEqualTo(problem);
    }

    @Test
    void aNameWithNothingUnderItIsNoPolicy() {
        assertThat(read("notdisposable.policies.checkout", "").get(SettingsCatalog.POLICIES_BLOCK))
                .isEmpty();
        assertThat(read("notdisposable.policies.checkout.block", "").get(SettingsCatalog.POLICIES_BLOCK))
                .isEqualTo(Map.of("checkout", List.of()));
    }

    private static Settings read(String... keysAndTexts) {
        return Settings.of(source("test", keysAndTexts));
    }

    private static String problem(String... keysAndTexts) {
        List<String> problems = failure(source("test", keysAndTexts)).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static ConfigurationException failure(SettingsSource... sources) {
        ConfigurationException thrown = catchThrowableOfType(ConfigurationException.class, () -> Settings.of(sources));
        assertThat(thrown).isNotNull();
        return thrown;
    }

    private static SettingsSource source(String title, String... keysAndTexts) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndTexts.length; i += 2) {
            values.put(keysAndTexts[i], keysAndTexts[i + 1]);
        }
        return SettingsSource.of(title, values);
    }
}
