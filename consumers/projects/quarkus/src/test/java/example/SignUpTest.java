/* SPDX-License-Identifier: Apache-2.0 */
package example;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.notdisposable.Category;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SignUpTest {

    @Inject
    EmailChecker checker;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Please use a permanent email address. Disposable addresses are not allowed.",
                "de | Bitte verwenden Sie eine dauerhafte E-Mail-Adresse. Wegwerf-Adressen sind nicht erlaubt.",
                "it | Please use a permanent email address. Disposable addresses are not allowed."
            })
    void refusesADisposableAddressInALanguageOfTheApplication(String language, String message) {
        post("bob@mailinator.com", language).statusCode(400).body("violations.message", hasItem(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-up", "/reactive-sign-up", "/reactive-sign-up/event-loop"})
    void letsAPermanentAddressInAndKnowsTheClientAndTheVerdict(String path) {
        post(path, "bob@gmail.com", "en").statusCode(200).body("client", is(true)).body("category", is("WHITE"));
    }

    @Test
    void readsSettingsFromApplicationProperties() {
        post("bob@blocked.example", "en").statusCode(400);
    }

    /** {@link RuntimeSource} is not there while Quarkus initializes classes statically. */
    @Test
    void readsSettingsFromASourceThatIsThereAtRuntimeAlone() {
        post("bob@late.example", "en").statusCode(400);
    }

    @Test
    void injectsTheCheckerThatTheConstraintsAsk() {
        assertSame(CheckerEngine.current().orElseThrow().checker(), checker);
        assertEquals(Category.BLACK, checker.check("bob@blocked.example").orElseThrow().category());
    }

    static ValidatableResponse post(String address, String language) {
        return post("/sign-up", address, language);
    }

    static ValidatableResponse post(String path, String address, String language) {
        return given().contentType("application/json")
                .header("Accept-Language", language)
                .body(Map.of("email", address))
                .post(path)
                .then();
    }
}
