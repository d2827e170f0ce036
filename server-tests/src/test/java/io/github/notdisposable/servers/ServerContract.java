/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application sees of the library on a server, over HTTP. Where a server cannot do something, what it does instead is held. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ServerContract {

    private static final String DISPOSABLE = "bob@mailinator.com";
    private static final String GOOD = "bob@gmail.com";
    private static final String ENGLISH = "Please use a permanent email address. Disposable addresses are not allowed.";
    private static final String GERMAN =
            "Bitte verwenden Sie eine dauerhafte E-Mail-Adresse. Wegwerf-Adressen sind nicht erlaubt.";
    private static final String FRENCH =
            "Veuillez utiliser une adresse e-mail permanente. Les adresses jetables ne sont pas acceptées.";
    private static final String GERMAN_TOO_MANY =
            "Zu viele Versuche mit Wegwerf-Adressen. Bitte versuchen Sie es später erneut.";
    private static final String[] HINTS = {
        "No Jakarta Validation provider was found",
        "CDI has no bean of type jakarta.validation.Validator",
        "TomEE validates nothing",
        "JSON-B of Payara 6"
    };
    private static final String JSON = "application/json";
    private static final int LAST = Integer.MAX_VALUE - 10;

    private final Server server;
    private final Applications applications;
    private final Report report;
    private int clients;

    ServerContract(Server server) {
        this.server = server;
        applications = new Applications(server);
        report = new Report(server);
    }

    @RegisterExtension
    final TestWatcher failures = new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            report.failed();
        }
    };

    @BeforeAll
    void start() throws IOException {
        server.fetchAndStart();
        server.deploy("main", applications.main());
        server.deploy("other", applications.other());
        report.versions(at("main", "en").get("probe/versions").body());
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        report.write();
    }

    private Browser at(String application, String language) {
        return new Browser(server.application(application), language);
    }

    /** A browser whose client nobody else is, so that no test is banned for what another did. */
    private Browser somebody(String language) {
        clients++;
        return at("main", language).header("X-Forwarded-For", "203.0.113." + clients);
    }

    private boolean can(Capability capability) {
        return report.looked(capability);
    }

    @Test
    void findsTheConstraintAndItsTexts() throws IOException {
        String answer = somebody("en").get("probe/validate?email=" + DISPOSABLE).body();
        if (can(Capability.BEAN_VALIDATION)) {
            assertThat(answer).startsWith(ENGLISH).contains("BLACK");
        } else {
            assertThat(answer).startsWith("accepted");
        }
        assertThat(somebody("en").get("probe/validate?email=" + GOOD).body()).startsWith("accepted");
    }

    @Test
    void refusesARestBody() throws IOException {
        holdsForRest(Capability.REST_BODY, post("rest/signup"), 400);
    }

    @Test
    void refusesARestBodyThatIsARecord() throws IOException {
        if (can(Capability.REST_RECORD) || server.gaps().containsKey(Capability.REST_BODY)) {
            holdsForRest(Capability.REST_BODY, post("rest/signup/record"), 400);
        } else {
            assertThat(post("rest/signup/record").statusCode()).isEqualTo(500);
        }
    }

    private HttpResponse<String> post(String path) throws IOException {
        return somebody("de").post(path, JSON, "{\"email\":\"" + DISPOSABLE + "\"}");
    }

    @Test
    void refusesARestParameter() throws IOException {
        holdsForRest(Capability.REST_PARAMETER, somebody("de").get("rest/signup/parameter?email=" + DISPOSABLE), 400);
    }

    @Test
    void refusesARestReturnValue() throws IOException {
        HttpResponse<String> response = somebody("de").get("rest/signup/return?email=" + DISPOSABLE);
        if (can(Capability.REST_RETURN_VALUE) || server.gaps().containsKey(Capability.REST_BODY)) {
            holdsForRest(Capability.REST_BODY, response, 500);
        } else {
            assertThat(response.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void validatesAResourceWithoutAScope() throws IOException {
        HttpResponse<String> response = somebody("de").get("rest/plain?email=" + DISPOSABLE);
        if (can(Capability.REST_WITHOUT_SCOPE) || server.gaps().containsKey(Capability.REST_BODY)) {
            holdsForRest(Capability.REST_PARAMETER, response, 400);
        } else {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("registered");
        }
    }

    private void holdsForRest(Capability capability, HttpResponse<String> response, int status) {
        if (can(capability)) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        } else {
            assertThat(response.statusCode()).as(response.body()).isIn(404, 405);
        }
    }

    @Test
    void answersRestInTheCallersLanguage() throws IOException {
        if (can(Capability.REST_LANGUAGE)) {
            assertThat(post("rest/signup").body()).contains(GERMAN);
        } else {
            assertThat(post("rest/signup").body()).doesNotContain("Wegwerf-Adressen");
        }
    }

    @Test
    void answersWithProblemDetails() throws IOException {
        Browser client = somebody("de");
        HttpResponse<String> refused = client.post("problem/account", JSON, "{\"email\":\"" + DISPOSABLE + "\"}");
        holdsForRest(Capability.REST_PROBLEM, refused, 400);
        if (refused.statusCode() != 400) {
            return;
        }
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(refused.body())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"errors\":[{\"field\":\"email\","
                                + "\"message\":\"" + GERMAN + "\",\"reason\":\"disposable\"}]}");
        HttpResponse<String> misspelt = somebody("fr").get("problem/account?email=bob@gmsil.com");
        assertThat(misspelt.statusCode()).isEqualTo(400);
        assertThat(misspelt.body())
                .contains("\"reason\":\"not-public\"", "\"suggestion\":\"gmail.com\"", "\"message\":\"Veuillez")
                .doesNotContain("bob@");
        assertThat(somebody("en")
                        .post("problem/account", JSON, "{\"email\":\"" + DISPOSABLE + "\"}")
                        .body())
                .contains(ENGLISH);
        assertThat(client.post("problem/account", JSON, "{\"email\":\"" + GOOD + "\"}")
                        .body())
                .isEqualTo("registered");
    }

    @Test
    void letsGoodAddressesInByRest() throws IOException {
        HttpResponse<String> response = somebody("de").post("rest/signup", JSON, "{\"email\":\"" + GOOD + "\"}");
        holdsForRest(Capability.REST_BODY, response, 200);
    }

    @ParameterizedTest
    @CsvSource({
        "plain.xhtml, en, " + ENGLISH,
        "plain.xhtml, de, " + GERMAN,
        "plain.xhtml, fr, " + FRENCH,
        "plain.xhtml, ja, " + ENGLISH,
        "french.xhtml, de, " + FRENCH
    })
    void refusesAFieldOfAForm(String page, String language, String text) throws IOException {
        if (!can(Capability.FACES)) {
            can(Capability.LABEL_FREE);
            assertThat(somebody(language).get(page).statusCode()).isEqualTo(404);
            return;
        }
        Document answer = somebody(language).submit(page, Map.of("f:email", DISPOSABLE));
        assertThat(answer.text()).doesNotContain("accepted");
        holdsForMessage(answer, text);
    }

    private void holdsForMessage(Document answer, String text) {
        String message = answer.getElementById("f").text();
        if (can(Capability.LABEL_FREE)) {
            assertThat(message).isEqualTo(text);
        } else {
            assertThat(message).isEqualTo("E-mail: " + text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GOOD, ""})
    void acceptsGoodAddressesAndNone(String email) throws IOException {
        if (can(Capability.FACES)) {
            assertThat(somebody("de")
                            .submit("plain.xhtml", Map.of("f:email", email))
                            .getElementById("outcome")
                            .text())
                    .isEqualTo("accepted");
        }
    }

    @Test
    void refusesAFieldByTheTag() throws IOException {
        if (!can(Capability.FACES_TAG)) {
            assertThat(somebody("de").get("tag.xhtml").statusCode()).isEqualTo(404);
            return;
        }
        holdsForMessage(somebody("de").submit("tag.xhtml", Map.of("f:email", DISPOSABLE)), GERMAN);
        holdsForMessage(
                somebody("de").submit("tag.xhtml", Map.of("f:email", GOOD)),
                "Bitte verwenden Sie die E-Mail-Adresse Ihres Unternehmens.");
    }

    @Test
    void refusesAFieldByAjax() throws IOException {
        if (!can(Capability.FACES_AJAX)) {
            assertThat(somebody("de").get("ajax.xhtml").statusCode()).isEqualTo(404);
            return;
        }
        HttpResponse<String> response =
                somebody("de").submitByAjax("ajax.xhtml", Map.of("f:email", DISPOSABLE), "f:emailMessage f:outcome");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
        assertThat(update(response, "f:emailMessage").text()).endsWith(GERMAN);
        assertThat(response.body()).doesNotContain("accepted").doesNotContain("<error>");
    }

    private static Document update(HttpResponse<String> response, String id) {
        return Jsoup.parse(Jsoup.parse(response.body(), "", Parser.xmlParser())
                .selectFirst("update[id=" + id + "]")
                .wholeText());
    }

    @Test
    void refusesAFieldOfPrimeFaces() throws IOException {
        if (!can(Capability.PRIMEFACES)) {
            assertThat(somebody("de").get("primefaces.xhtml").statusCode()).isEqualTo(404);
            return;
        }
        HttpResponse<String> response =
                somebody("de").submitByAjax("primefaces.xhtml", Map.of("f:email", DISPOSABLE), "f");
        assertThat(response.statusCode()).isEqualTo(200);
        Document form = update(response, "f");
        assertThat(form.getElementById("f:emailMessage").text()).contains(GERMAN);
        assertThat(form.getElementById("f:email").attr("aria-invalid")).isEqualTo("true");
    }

    @Test
    void offersTheCorrectionAndAsksForMoreWhereTheAddressIsGrey() throws IOException {
        if (!can(Capability.FACES_VERDICT)) {
            assertThat(somebody("de").get("verdict.xhtml").statusCode()).isEqualTo(404);
            return;
        }
        Browser client = somebody("de");
        Document misspelt = client.submit("verdict.xhtml", Map.of("f:email", "bob@gmsil.com"));
        Element correction = misspelt.getElementById("f:correction").selectFirst("button");
        assertThat(correction.text()).isEqualTo("Meinten Sie bob@gmail.com?");
        assertThat(correction.attr("data-notdisposable-for")).isEqualTo("f:email");
        String script = misspelt.selectFirst("script[src*=suggestion.js]").absUrl("src");
        assertThat(client.get(script).body()).contains("data-notdisposable-for");
        String corrected = correction.attr("data-notdisposable-value");

        Document good = client.submit("verdict.xhtml", Map.of("f:email", corrected));
        assertThat(good.getElementById("outcome").text()).isEqualTo("accepted");
        assertThat(good.getElementById("f:correction").text()).isEmpty();
        assertThat(good.getElementById("f:phone")).isNull();
        assertThat(good.getElementById("grey").text()).isEqualTo("false");

        Document grey = client.submit("verdict.xhtml", Map.of("f:email", "bob+shop@gmail.com"));
        assertThat(grey.getElementById("f:phone")).isNotNull();
        assertThat(grey.getElementById("grey").text()).isEqualTo("true");

        Document refused = client.submit("verdict.xhtml", Map.of("f:email", DISPOSABLE));
        assertThat(refused.getElementById("reason").text()).isEqualTo("disposable");
        assertThat(refused.getElementById("f:phone")).isNull();
    }

    @Test
    void saysAtTheStartWhatIsMissing() {
        List<String> said = server.log()
                .lines()
                .filter(line -> Stream.of(HINTS).anyMatch(line::contains))
                .toList();
        assertThat(server.hints())
                .allSatisfy(hint ->
                        assertThat(said).anySatisfy(line -> assertThat(line).contains(hint)));
        assertThat(said)
                .allSatisfy(line -> assertThat(server.hints())
                        .anySatisfy(hint -> assertThat(line).contains(hint)));
    }

    @Test
    void validatesMethodsOfBeans() throws IOException {
        assertThat(somebody("de").get("probe/method?email=" + DISPOSABLE).body())
                .isEqualTo(can(Capability.METHOD_VALIDATION) ? "refused" : "registered");
        assertThat(somebody("de").get("probe/method?email=" + GOOD).body()).isEqualTo("registered");
    }

    @Test
    void readsTheClientsAddressFromTrustedProxiesAlone() throws IOException {
        can(Capability.CLIENT_ADDRESS);
        String forwarded = "198.51.100.7, 203.0.113.200";
        assertThat(at("main", "en")
                        .header("X-Forwarded-For", forwarded)
                        .get("probe/client")
                        .body())
                .isEqualTo("203.0.113.200");
        assertThat(at("other", "en")
                        .header("X-Forwarded-For", forwarded)
                        .get("probe/client")
                        .body())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void bansAClient() throws IOException {
        can(Capability.BAN);
        Browser client = at("main", "de").header("X-Forwarded-For", "192.0.2.1");
        for (int attempt = 1; attempt <= 4; attempt++) {
            client.get("probe/validate?email=bob" + attempt + "@mailinator.com");
        }
        assertThat(client.get("probe/validate?email=" + GOOD).body()).doesNotStartWith("accepted");
        if (can(Capability.FACES)) {
            assertThat(client.submit("plain.xhtml", Map.of("f:email", GOOD))
                            .getElementById("f")
                            .text())
                    .endsWith(GERMAN_TOO_MANY);
        }
        if (can(Capability.REST_PROBLEM)) {
            HttpResponse<String> answer = client.post("problem/account", JSON, "{\"email\":\"" + GOOD + "\"}");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains(GERMAN_TOO_MANY, "\"reason\":\"banned\"");
        }
        assertThat(somebody("de").get("probe/validate?email=" + GOOD).body()).startsWith("accepted");
    }

    @Test
    void goesOnWhenAServiceIsDown() throws IOException {
        can(Capability.SERVICE_DOWN);
        String unknown = "bob@not-on-any-list-4711.example.org";
        assertThat(somebody("en").get("probe/validate?email=" + unknown).body())
                .startsWith("accepted")
                .contains("stopreg");
        assertThat(at("other", "en").get("probe/validate?email=" + unknown).body())
                .startsWith("This email address cannot be checked at the moment. Please try again later.");
    }

    @Test
    void keepsTheSettingsOfTwoApplicationsApart() throws IOException {
        can(Capability.TWO_APPLICATIONS);
        assertThat(at("other", "en").get("probe/validate?email=" + GOOD).body()).doesNotStartWith("accepted");
        assertThat(at("other", "en").get("probe/validate?email=" + DISPOSABLE).body())
                .startsWith("accepted");
        if (can(Capability.FACES)) {
            // It names no languages, so its views have the server's.
            assertThat(at("other", "de")
                            .submit("plain.xhtml", Map.of("f:email", GOOD))
                            .getElementById("f")
                            .text())
                    .endsWith("This email address is not allowed. Please use a different one.");
        }
    }

    @Test
    @Order(LAST)
    void leavesTheApplicationsOwnJsonAsItIs() throws IOException {
        server.deploy("control", applications.control());
        String body = "{\"day\":\"2026-01-02\",\"e-mail\":\"a@b.example\",\"unknown\":1}";
        HttpResponse<String> read = at("control", "en").get("rest/json");
        HttpResponse<String> echoed = at("control", "en").post("rest/json", JSON, body);
        if (can(Capability.OWN_JSON)) {
            assertThat(read.body()).contains("e-mail").doesNotContain("not to be seen");
        } else {
            assertThat(read.statusCode()).isEqualTo(404);
        }
        HttpResponse<String> readWithLibrary = at("main", "en").get("rest/json");
        assertThat(readWithLibrary.statusCode()).isEqualTo(read.statusCode());
        if (read.statusCode() == 200) {
            assertThat(readWithLibrary.body()).isEqualTo(read.body());
            assertThat(at("main", "en").post("rest/json", JSON, body).body()).isEqualTo(echoed.body());
        }
        server.undeploy("control");
    }

    @Test
    @Order(LAST)
    void readsMicroProfileConfigAfterPropertiesOfTheProcessAndBeforeItsOwnFile() throws IOException {
        server.deploy("configured", applications.configured());
        Browser client = at("configured", "en");
        String ofTheProcess = "PT4S; PT2S; ";
        if (can(Capability.MICROPROFILE_CONFIG)) {
            assertThat(client.get("probe/settings").body())
                    .isEqualTo(ofTheProcess + "[config.example]; []; [127.0.0.1, 10.0.0.0/8]; [a,b, c]");
        } else {
            assertThat(client.get("probe/settings").body()).isEqualTo(ofTheProcess + "[file.example]; []; []; [white]");
        }
        String blocked = can(Capability.MICROPROFILE_CONFIG) ? "config.example" : "file.example";
        assertThat(client.get("probe/validate?email=bob@" + blocked).body()).doesNotStartWith("accepted");
        server.undeploy("configured");
    }

    @Test
    @Order(LAST + 1)
    void leavesNothingBehindWhenItIsUndeployed() throws IOException {
        Path main = applications.main();
        server.undeploy("main");
        server.undeploy("other");
        int before = loadersThatStayed(0);
        use("leak-control", applications.control(), "loaded", "greeting.xhtml", "f:name");
        int withControl = loadersThatStayed(before);
        use("leak", main, "probe/validate?email=bob@not-on-any-list-4712.example.org", "plain.xhtml", "f:email");
        int withLibrary = loadersThatStayed(withControl);
        // A server may also let go of one that it kept from before.
        int ofControl = Math.max(0, withControl - before);
        int ofLibrary = Math.max(0, withLibrary - withControl);
        System.out.println("servers: " + server.title() + ": class loaders that stay: " + ofControl
                + " without the library, " + ofLibrary + " with it");
        if (ofLibrary > ofControl) {
            server.dumpHeap();
        }
        if (can(Capability.UNDEPLOY)) {
            assertThat(ofLibrary).as("class loaders that stay").isLessThanOrEqualTo(ofControl);
        }
        holdsForThreads();
        // Again under the same name.
        server.deploy("leak", main);
        assertThat(at("leak", "en").get("probe/validate?email=" + DISPOSABLE).body())
                .startsWith(ENGLISH);
        server.undeploy("leak");
    }

    private void holdsForThreads() throws IOException {
        // The HTTP client of JDK 17 cannot be closed: its thread ends some seconds after the client has been collected.
        for (int look = 1; look < 40 && !threadsOfTheLibrary().isEmpty(); look++) {
            Machine.aMoment();
            server.loadersThatStayed();
        }
        if (!threadsOfTheLibrary().isEmpty()) {
            server.dumpHeap();
        }
        assertThat(threadsOfTheLibrary()).isEmpty();
    }

    private List<String> threadsOfTheLibrary() throws IOException {
        return server.threads().stream()
                .filter(name -> name.contains("SelectorManager") || name.contains("notdisposable"))
                .toList();
    }

    /** Deploys, uses and undeploys an application. */
    private void use(String context, Path archive, String use, String page, String field) throws IOException {
        server.deploy(context, archive);
        assertThat(at(context, "en").get(use).statusCode()).isEqualTo(200);
        if (can(Capability.FACES)) {
            assertThat(at(context, "en")
                            .submit(page, Map.of(field, GOOD))
                            .getElementById("outcome")
                            .text())
                    .isEqualTo("accepted");
        }
        server.undeploy(context);
    }

    /** Counts the class loaders that are there and should not be, until there are no more than expected or no more go. */
    private int loadersThatStayed(int expected) throws IOException {
        int stayed = server.loadersThatStayed();
        for (int look = 1; look < 30 && stayed > expected; look++) {
            Machine.aMoment();
            // A pool of threads renews those that served the application as they come to work.
            for (int request = 0; request < 15; request++) {
                server.status("");
            }
            stayed = server.loadersThatStayed();
        }
        return stayed;
    }

    @Test
    @Order(LAST + 2)
    void validatesInBothModulesOfAnEar() throws IOException {
        boolean endsItsThreads = can(Capability.EAR_UNDEPLOY);
        if (!can(Capability.EAR)) {
            return;
        }
        server.deploy("ear", applications.ear());
        assertThat(at("ear", "en").get("ear?email=" + DISPOSABLE).body()).isEqualTo("ejb refused, web refused");
        for (String module : List.of("ejb", "web")) {
            assertThat(at("ear", "en")
                            .get("ear?email=bob@" + module + ".example")
                            .body())
                    .isEqualTo(module.equals("ejb") ? "ejb refused, web registered" : "ejb registered, web refused");
        }
        assertThat(at("ear", "en").get("ear?email=" + GOOD).body()).isEqualTo("ejb registered, web registered");
        assertThat(at("ear", "en")
                        .get("ear?email=bob@not-on-any-list-4713.example.org")
                        .body())
                .isEqualTo("ejb registered, web registered");
        server.undeploy("ear");
        if (endsItsThreads) {
            holdsForThreads();
        }
    }

    @Test
    @Order(LAST + 3)
    void doesNotStartWhereASettingRefersToNothing() throws IOException {
        if (can(Capability.MICROPROFILE_CONFIG)) {
            server.hand("undefined", applications.undefined());
            server.awaitLog("notdisposable.block (MicroProfile Config) refers to a property that is not set");
            assertThat(server.status("undefined/loaded")).isNotEqualTo(200);
        }
    }
}
