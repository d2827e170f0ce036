/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.faces;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.checker.RefusalMessages;
import io.github.notdisposable.jakarta.testing.FacesServer;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages with MyFaces, which puts the label before a message, and Apache BVal, which speaks the JVM's language. */
class FacesPagesTest {

    private static final String PERMANENT_DE =
            "Bitte verwenden Sie eine dauerhafte E-Mail-Adresse. Wegwerf-Adressen sind nicht erlaubt.";
    private static final String PERMANENT_FR =
            "Veuillez utiliser une adresse e-mail permanente. Les adresses jetables ne sont pas acceptées.";

    private static final FacesServer SERVER = new FacesServer();

    @BeforeAll
    static void start() throws Exception {
        SERVER.page("bean", "<h:inputText id='email' label='E-mail' value='#{signUp.email}'/>");
        SERVER.page("tag", tagged("label='E-mail'", ""));
        SERVER.page("unlabelled", tagged("", ""));
        SERVER.page("business", tagged("", "policy='business-only' block='grey, RELAY'"));
        SERVER.page("expressions", tagged("", "block='#{signUp.blocks}' message=\"#{'Say no'}\""));
        SERVER.page("disabled", tagged("", "disabled='true'"));
        SERVER.page("wrong", tagged("", "policy='bussiness-only'"));
        SERVER.page(
                "verdict",
                "<h:inputText id='email' binding='#{field}' value='#{signUp.email}'/>"
                        + "<nd:suggestion id='s' for='email' value='Did you mean {0}?' styleClass='link'/>"
                        + "<h:outputText rendered='#{nd:isGrey(field)}' value='phone'/>"
                        + "<h:outputText rendered='#{notDisposable.grey}' value='bean'/>[#{nd:reason(field)}]");
        SERVER.page("default", "<h:inputText id='email' value='#{signUp.email}'/><nd:suggestion for='email'/>");
        SERVER.page(
                "phone",
                "<h:inputText id='email' binding='#{field}' value='#{signUp.email}'/>"
                        + "<h:panelGroup rendered='#{nd:isGrey(field)}'>"
                        + "<h:inputText id='phone' value='#{signUp.plain}' required='#{nd:isGrey(field)}'/></h:panelGroup>"
                        + "[#{signUp.plain}]");
        SERVER.start();
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
    }

    private static String tagged(String field, String tag) {
        return "<h:inputText id='email' " + field + " value='#{signUp.plain}'><nd:notDisposable " + tag
                + "/></h:inputText>";
    }

    @Test
    void validatesABeansFieldInTheLocaleOfTheView() throws Exception {
        assertThat(SERVER.submit("bean", "bob@mailinator.com", "de")).contains("E-mail: " + PERMANENT_DE);
        assertThat(SERVER.submit("bean", "bob@mailinator.com", "fr")).contains("E-mail: " + PERMANENT_FR);
        assertThat(SERVER.submit("bean", "bob@example.com", "de")).contains("accepted");
    }

    @Test
    void looksTheSameWithTheTag() throws Exception {
        assertThat(SERVER.submit("tag", "bob@mailinator.com", "de")).contains("E-mail: " + PERMANENT_DE);
        assertThat(SERVER.submit("unlabelled", "bob@mailinator.com", "fr")).contains("f:email: " + PERMANENT_FR);
        assertThat(SERVER.submit("tag", "bob@example.com", "de")).contains("accepted");
        assertThat(SERVER.submit("tag", "", "de")).contains("accepted");
    }

    @Test
    void takesTheAttributesOfTheConstraintAlsoAfterItsStateWasRestored() throws Exception {
        assertThat(SERVER.submit("business", "bob@gmail.com", "en")).contains("Please use your company email address.");
        assertThat(SERVER.submit("tag", "bob@gmail.com", "en")).contains("accepted");
        assertThat(SERVER.submit("expressions", "bob+shop@gmail.com", "de")).contains("f:email: Say no");
        assertThat(SERVER.submit("disabled", "bob@mailinator.com", "de")).contains("accepted");
    }

    @Test
    void saysWhichValuesAnAttributeTakes() throws Exception {
        assertThat(SERVER.get("wrong", "en"))
                .contains("'policy' must be one of [disposable-only, public-and-custom, business-only, public-only]");
    }

    @Test
    void offersTheAddressThatWasMeantToBeFilledInWithOneClick() throws Exception {
        assertThat(SERVER.submit("verdict", "b'\"<@gmial.com", "en")).doesNotContain("Did you mean");
        assertThat(SERVER.submit("verdict", "bob&co@gmial.com", "en"))
                .contains(
                        "<span id=\"f:s\" role=\"status\"><button type=\"button\" data-notdisposable-for=\"f:email\""
                                + " data-notdisposable-value=\"bob&amp;co@gmail.com\" class=\"link\">Did you mean bob&amp;co@gmail.com?</button>")
                .contains("suggestion.js.xhtml?ln=notdisposable");
        assertThat(SERVER.submit("verdict", "bob@example.com", "en"))
                .contains("<span id=\"f:s\" role=\"status\"></span>");
        assertThat(SERVER.get("jakarta.faces.resource/suggestion.js.xhtml?ln=notdisposable&x=", "en"))
                .contains("data-notdisposable-for");
    }

    @Test
    void asksForTheAddressThatWasMeantInTheLanguageOfTheView() throws Exception {
        assertThat(SERVER.submit("default", "bob@gmial.com", "en")).contains("Did you mean bob@gmail.com?");
        assertThat(SERVER.submit("default", "bob@gmial.com", "de")).contains("Meinten Sie bob@gmail.com?");
        assertThat(SERVER.submit("default", "bob@gmial.com", "fr")).contains("Vouliez-vous dire bob@gmail.com ?");
    }

    @Test
    void hasATextInEachLanguageThatTheMessagesHave() {
        assertThat(Stream.of(Locale.getAvailableLocales())
                        .filter(RefusalMessages::isTranslatedTo)
                        .filter(locale -> !locale.getLanguage().equals("en")))
                .isNotEmpty()
                .allSatisfy(locale -> assertThat(SuggestionButton.defaultPattern(locale))
                        .contains("{0}")
                        .isNotEqualTo(SuggestionButton.defaultPattern(Locale.ENGLISH)));
    }

    @Test
    void tellsAPageWhatWasDecided() throws Exception {
        assertThat(SERVER.submit("verdict", "bob+shop@gmail.com", "en")).contains("phone", "bean", "[]");
        assertThat(SERVER.submit("verdict", "bob@mailinator.com", "en"))
                .contains("[disposable]")
                .doesNotContain("phone", "bean");
    }

    @Test
    void takesWhatWasTypedIntoAFieldThatStandsThereForAGreyAddress() throws Exception {
        String grey = "bob+shop@gmail.com";
        assertThat(SERVER.submitTwice("phone", Map.of("email", grey), Map.of("email", grey, "phone", "555 0100")))
                .contains("[555 0100]", "accepted", "f:phone");
        assertThat(SERVER.submitTwice("phone", Map.of("email", grey), Map.of("email", grey, "phone", "")))
                .contains("f:phone")
                .doesNotContain("accepted");
        assertThat(SERVER.submitTwice("phone", Map.of("email", grey), Map.of("email", "bob@gmail.com", "phone", "")))
                .contains("accepted")
                .doesNotContain("f:phone");
        assertThat(SERVER.submitTwice("phone", Map.of("email", "bob@gmail.com"), Map.of("email", "", "phone", "5")))
                .contains("[]")
                .doesNotContain("f:phone");
    }

    @Test
    void answersAjaxRequests() throws Exception {
        assertThat(SERVER.submitByAjax("tag", "bob@mailinator.com", "fr"))
                .contains("<partial-response")
                .contains(PERMANENT_FR);
    }
}
