/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What services answer otherwise than their guides say: a row for each reply that was seen or is documented. */
class ServiceFactsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "black | disposable           | BLACK DOMAIN DISPOSABLE",
                "BLACK | Disposable           | BLACK DOMAIN DISPOSABLE",
                "black | suspicious signs     | BLACK ADDRESS none",
                "black | masked legitimate    | BLACK ADDRESS none",
                "black | no website           | BLACK DOMAIN none",
                "black | multi-alias services | BLACK DOMAIN RELAY",
                "black | black                | BLACK ADDRESS BLOCKLISTED",
                "black | a type of tomorrow   | BLACK ADDRESS none",
                "black | ''                   | BLACK ADDRESS DISPOSABLE",
                "grey  | disposable           | GREY DOMAIN none",
                "grey  | suspicious signs     | GREY ADDRESS none",
                "grey  | masked legitimate    | GREY ADDRESS none",
                "grey  | multi-alias services | GREY DOMAIN RELAY",
                "grey  | grey                 | GREY ADDRESS none",
                "grey  | black                | GREY ADDRESS none",
                "white | unknown              | WHITE ADDRESS none",
                "white | ''                   | WHITE ADDRESS none",
                "white | white                | WHITE ADDRESS ALLOWLISTED",
                "white | multi-alias services | WHITE DOMAIN none",
                "pink  | disposable           | MALFORMED_ANSWER",
                "''    | disposable           | MALFORMED_ANSWER"
            })
    void takesWhatACategoryMeansFromItsType(String category, String type, String outcome) {
        String body = "{\"email\":\"u@d.test\",\"category\":\"" + category + "\""
                + (type.isEmpty() ? "" : ",\"type\":\"" + type + "\"") + "}";

        BackendAnswer answer = UserCleaningReply.read(Replies.json(200, body));

        assertThat(Replies.outcome(answer)).isEqualTo(outcome);
        assertThat(answer.isAvailable() && !answer.isReusable()).isEqualTo(outcome.startsWith("BLACK"));
    }

    @Test
    void passesOnEachFurtherFieldOfUserCleaningButTheAddress() {
        BackendAnswer answer = UserCleaningReply.read(
                Replies.json(
                        200,
                        "{\"email\":\"u@d.test\",\"domain\":\"d.test\",\"category\":\"black\",\"mx_record\":\"unknown\",\"premium\":\"False\","
                                + "\"domain_age\":\"15010\",\"date_added\":\"01.01.2023\",\"type\":\"disposable\","
                                + "\"remaining_attempts_before_ban\":4,\"of_tomorrow\":7,\"is_new\":true,\"nested\":{\"a\":1},\"none\":null}"));

        assertThat(answer.details().toString())
                .isEqualTo("{domain=d.test, mx_record=unknown, premium=False, domain_age=15010, date_added=01.01.2023,"
                        + " type=disposable, of_tomorrow=7, is_new=true}");
        assertThat(answer.attemptsLeft()).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"4\"", "4.5", "null", "99999999999", "{}"})
    void takesNothingButANumberForTheAttemptsThatAreLeft(String attempts) {
        BackendAnswer answer = UserCleaningReply.read(Replies.json(
                200,
                "{\"category\":\"black\",\"type\":\"disposable\",\"remaining_attempts_before_ban\":" + attempts + "}"));

        assertThat(answer.attemptsLeft()).isEmpty();
        assertThat(answer.traits()).containsExactly(EmailTrait.DISPOSABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "400 | {\"detail\":\"Invalid API key.\"}                                        | UNAUTHORIZED",
                "401 | {\"detail\":\"Invalid API key.\"}                                        | UNAUTHORIZED",
                "401 | {\"detail\":\"No auth provided\"}                                        | UNAUTHORIZED",
                "401 | ''                                                                       | UNAUTHORIZED",
                "422 | {\"detail\":\"Invalid API key.\"}                                        | UNAUTHORIZED",
                "402 | {\"detail\":\"Insufficient credits \u2014 please top up your balance.\"} | QUOTA_EXHAUSTED",
                "403 | {\"detail\":\"Your IP address is banned. Contact the service administrator to unlock access.\"} | BANNED",
                "403 | {\"detail\":\"Not authenticated\"}                                       | UNAUTHORIZED",
                "403 | {\"detail\":\"Forbidden\"}                                               | UNAUTHORIZED",
                "403 | {\"detail\":[{\"msg\":\"m\"}]}                                           | UNAUTHORIZED",
                "403 | {\"detail\":\"\"}                                                        | UNAUTHORIZED",
                "403 | {\"message\":\"Forbidden\"}                                              | UNAUTHORIZED",
                "403 | {}                                                                       | UNAUTHORIZED",
                "403 | [\"detail\"]                                                             | UNAUTHORIZED",
                "403 | ''                                                                       | UNAUTHORIZED",
                "422 | {\"detail\":[{\"type\":\"value_error\",\"loc\":[\"query\",\"email\"],\"msg\":\"m\",\"input\":\"x\",\"ctx\":{\"reason\":\"r\"}}]} | REFUSED_INPUT",
                "422 | {\"detail\":[{\"type\":\"missing\",\"loc\":[\"header\",\"x-api-key\"],\"msg\":\"m\"}]} | MALFORMED_ANSWER",
                "422 | {\"detail\":[]}                                                          | MALFORMED_ANSWER",
                "422 | {\"detail\":\"The email is not valid\"}                                  | REFUSED_INPUT",
                "400 | {\"detail\":\"The email is not valid\"}                                  | REFUSED_INPUT",
                "400 | {\"detail\":\"auth@token.example is not valid\"}                           | REFUSED_INPUT",
                "422 | {\"detail\":\"No domain: auth.api-key.example.\"}                         | REFUSED_INPUT",
                "422 | {\"detail\":\"Not valid: \\\"the \\\\\\\" token \\\"@d.test!\"}                     | REFUSED_INPUT",
                "422 | {\"detail\":\"Not valid: forbidden\uFF20d\"}                               | REFUSED_INPUT",
                "403 | {\"detail\":\"Too many attempts with <auth@d.test>.\"}                    | BANNED",
                "403 | {\"detail\":\"No token was given for bob@d.test.\"}                       | UNAUTHORIZED",
                "400 | {}                                                                       | MALFORMED_ANSWER",
                "400 | <h1>Bad Request</h1>                                                     | MALFORMED_ANSWER",
                "429 | {\"error\":\"Rate limit exceeded.\"}                                     | RATE_LIMITED",
                "429 | {\"error\":\"Rate limit exceeded: 100 per 1 minute\"}                    | RATE_LIMITED",
                "404 | {\"detail\":\"Not Found\"}                                               | MALFORMED_ANSWER",
                "200 | {\"detail\":\"Your IP address is banned.\"}                              | MALFORMED_ANSWER",
                "500 | Internal Server Error                                                    | SERVER_ERROR"
            })
    void readsTheErrorsOfUserCleaning(int status, String body, String outcome) {
        assertThat(Replies.outcome(UserCleaningReply.read(Replies.json(status, body))))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "application/problem+xml"})
    void takesABanFromNothingButJson(String contentType) {
        Reply reply = Replies.of(403, contentType, "{\"detail\":\"Your IP address is banned.\"}");

        assertThat(Replies.outcome(UserCleaningReply.read(reply))).isEqualTo("UNAUTHORIZED");
        assertThat(Replies.outcome(mapping().read(reply, Scope.DOMAIN, false))).isEqualTo("UNAUTHORIZED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                // The first form, and the older names of the documentation.
                "false | {\"message\":\"success\",\"description\":\"d\",\"data\":{\"isDisposable\":true}}  | ADDRESS DISPOSABLE",
                "false | {\"message\":\"success\",\"description\":\"d\",\"data\":{\"isDisposable\":false}} | ADDRESS none",
                "false | {\"data\":{\"isDisposable\":\"false\"}}                                           | MALFORMED_ANSWER",
                // The account's lists: in either place, true or a sentence.
                "false | {\"data\":{\"classification\":{\"is_disposable\":false},\"list_match\":{\"blocklisted\":true}}} | ADDRESS BLOCKLISTED",
                "false | {\"data\":{\"classification\":{\"is_disposable\":true},\"list_match\":{\"allowlisted\":true}}}  | ADDRESS DISPOSABLE ALLOWLISTED",
                "false | {\"data\":{\"classification\":{\"is_disposable\":false},\"policy\":{\"blocklisted\":true}}}     | ADDRESS BLOCKLISTED",
                "false | {\"data\":{\"classification\":{\"is_disposable\":false},\"policy\":{\"blocklisted\":\"Login to ...\",\"allowlisted\":\"Login to ...\"}}} | ADDRESS none",
                // The account's policy: applied only where that is set.
                "false | {\"data\":{\"classification\":{\"is_disposable\":false},\"policy\":{\"action\":\"block\",\"reason_code\":\"R\"}}} | ADDRESS none",
                "true  | {\"data\":{\"classification\":{\"is_disposable\":false},\"policy\":{\"action\":\"block\",\"reason_code\":\"R\"}}} | ADDRESS POLICY_BLOCKED",
                "true  | {\"data\":{\"classification\":{\"is_disposable\":false},\"policy\":{\"action\":\"warn\"}}}      | ADDRESS none",
                "true  | {\"data\":{\"classification\":{\"is_disposable\":false},\"policy\":{\"action\":\"allow\"}}}     | ADDRESS none",
                // New flags are passed over, whatever they hold.
                "false | {\"data\":{\"classification\":{\"is_disposable\":false,\"is_private\":true,\"is_isp\":\"x\",\"is_edu\":1,\"is_free_subdomain\":true}}} | ADDRESS none",
                "false | {\"data\":{\"classification\":{\"is_disposable\":false,\"is_relay\":\"yes\"}}}                  | MALFORMED_ANSWER",
                // What says nothing of disposable is no verdict.
                "false | {\"data\":{\"classification\":{\"is_public\":true}}}                                            | MALFORMED_ANSWER",
                "false | {\"data\":{\"mail_server\":{\"mx_found\":true}}}                                                | MALFORMED_ANSWER",
                "true  | {\"data\":{\"policy\":{\"action\":\"allow\"}}}                                                  | MALFORMED_ANSWER",
                "false | {\"data\":{}}                                                                                   | MALFORMED_ANSWER",
                "false | {\"message\":\"error\",\"data\":{\"classification\":{\"is_disposable\":false}}}                 | MALFORMED_ANSWER",
                "false | {\"message\":\"error\",\"data\":{\"error\":\"token_exhausted\"}}                                | QUOTA_EXHAUSTED token_exhausted"
            })
    void readsEachFormOfStopRegsAnswer(boolean applyPolicy, String body, String outcome) {
        assertThat(Replies.outcome(StopRegReply.read(Replies.json(200, body), Scope.ADDRESS, applyPolicy)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"provider\":\"P\"                          | P",
                "\"email_provider\":\"P\"                    | P",
                "\"provider\":null,\"email_provider\":\"P\"  | P",
                "\"email_provider\":null                     | ''"
            })
    void readsTheProviderUnderEitherName(String fields, String provider) {
        BackendAnswer answer = StopRegReply.read(
                Replies.json(
                        200,
                        "{\"data\":{\"domain\":{" + fields
                                + ",\"domain_age_in_days\":12},\"classification\":{\"is_disposable\":false},"
                                + "\"policy\":{\"action\":\"block\",\"reason_code\":\"R\"}}}"),
                Scope.ADDRESS,
                false);

        assertThat(answer.provider().orElse("")).isEqualTo(provider);
        assertThat(answer.details().toString())
                .isEqualTo("{policy.action=block, policy.reason_code=R, domain.domain_age_in_days=12}");
    }

    @Test
    void readsExchangersAsNamesAndAsObjects() {
        BackendAnswer answer = StopRegReply.read(
                Replies.json(
                        200,
                        "{\"data\":{\"domain\":{\"domain_age_in_days\":\"Login to see\"},\"classification\":{\"is_disposable\":false},"
                                + "\"mail_server\":{\"mx_records\":[\"a.test\",{\"hostname\":\"b.test\",\"priority\":7},"
                                + "\"c.test\",4,null,{\"host\":\"d.test\"}]}}}"),
                Scope.ADDRESS,
                false);

        assertThat(answer.mailServers())
                .containsExactly(new MailServer("a.test", 0), new MailServer("c.test", 0), new MailServer("b.test", 7));
        assertThat(answer.details()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "400 | {\"message\":\"error\",\"data\":{\"error\":\"invalid_email\"}}    | REFUSED_INPUT invalid_email",
                "401 | {\"message\":\"error\",\"data\":{\"error\":\"token_expired\"}}    | UNAUTHORIZED token_expired",
                "429 | {\"message\":\"error\",\"data\":{\"error\":\"token_exhausted\"}}  | QUOTA_EXHAUSTED token_exhausted",
                "403 | {\"message\":\"error\",\"description\":\"d\",\"data\":null}       | QUOTA_EXHAUSTED",
                "404 | {\"message\":\"error\",\"description\":\"d\",\"data\":null}       | UNAUTHORIZED",
                "400 | {\"message\":\"error\",\"description\":\"Your token has expired\",\"data\":null} | UNAUTHORIZED",
                "400 | {\"message\":\"error\",\"description\":\"Bad email: token@d.test\",\"data\":null} | REFUSED_INPUT",
                "400 | {\"message\":\"error\",\"description\":\"Bad domain token.test\",\"data\":null} | REFUSED_INPUT",
                "400 | {\"message\":\"error\",\"description\":\"Invalid email\",\"data\":null} | REFUSED_INPUT",
                "404 | {\"message\":\"m\"}                                               | MALFORMED_ANSWER",
                "400 | {\"message\":\"m\"}                                               | MALFORMED_ANSWER",
                "400 | <h1>Bad Request</h1>                                              | MALFORMED_ANSWER",
                "403 | {\"message\":\"Forbidden\"}                                       | UNAUTHORIZED",
                "403 | <h1>Forbidden</h1>                                                | UNAUTHORIZED",
                "429 | Too many requests, please try again later.                        | RATE_LIMITED",
                "500 | {\"message\":\"error\",\"data\":null}                             | SERVER_ERROR"
            })
    void readsTheErrorsOfStopReg(int status, String body, String outcome) {
        assertThat(Replies.outcome(StopRegReply.read(Replies.json(status, body), Scope.ADDRESS, false)))
                .isEqualTo(outcome);
    }

    /** Replies of status 2xx that are no answer, and an answer whose flag is the other way round. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "Emailable           | 249 | {\"message\":\"m\"}                                            | PENDING",
                "Verifalia           | 202 | {\"overview\":{\"id\":\"i\",\"status\":\"InProgress\"}}        | PENDING",
                "some, not yet       | 202 | ''                                                             | PENDING",
                "some, at once       | 202 | {\"disposable\":true}                                          | DOMAIN DISPOSABLE",
                "mailboxlayer        | 200 | {\"success\":false,\"error\":{\"code\":104,\"type\":\"usage_limit_reached\",\"info\":\"i\"}} | QUOTA_EXHAUSTED",
                "mailboxlayer        | 200 | {\"success\":false,\"error\":{\"code\":101,\"type\":\"invalid_access_key\",\"info\":\"i\"}}  | UNAUTHORIZED",
                "mailboxlayer        | 200 | {\"success\":false,\"error\":{\"code\":211,\"type\":\"invalid_email_address\",\"info\":\"i\"}} | REFUSED_INPUT",
                "CleanTalk           | 200 | {\"error_message\":\"Calls limit exceeded.\",\"error_no\":10}   | RATE_LIMITED",
                "no success          | 200 | {\"success\":false}                                            | SERVER_ERROR",
                "the reverse of all  | 403 | {}                                                             | RATE_LIMITED"
            })
    void tellsAnAnswerFromAReplyThatIsNone(String service, int status, String body, String outcome) {
        JsonMapping mapping = mapping();
        mapping.bannedStatus = 0;
        mapping.statuses.put(249, UnavailableReason.PENDING);
        mapping.statuses.put(403, UnavailableReason.RATE_LIMITED);
        mapping.errors.put(UnavailableReason.QUOTA_EXHAUSTED, matcher("/error/type", "usage_limit_reached"));
        mapping.errors.put(UnavailableReason.UNAUTHORIZED, matcher("/error/type", "*_access_key"));
        mapping.errors.put(UnavailableReason.REFUSED_INPUT, matcher("/error/type", "invalid_email*"));
        mapping.errors.put(UnavailableReason.RATE_LIMITED, matcher("/error_message", "calls limit*"));
        mapping.errors.put(UnavailableReason.SERVER_ERROR, matcher("/success", "false"));

        assertThat(Replies.outcome(mapping.read(Replies.json(status, body), Scope.DOMAIN, false)))
                .as(service)
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "200 | {\"request_status\":\"success\",\"domain_status\":\"block\"} | DOMAIN DISPOSABLE",
                "200 | {\"request_status\":\"success\",\"domain_status\":\"ok\",\"new\":1} | DOMAIN none",
                "200 | {\"request_status\":\"fail_key\"}                            | UNAUTHORIZED",
                "200 | {\"request_status\":\"fail_key_low_credits\"}                | QUOTA_EXHAUSTED",
                "200 | {\"request_status\":\"fail_server\"}                         | SERVER_ERROR",
                "200 | {\"request_status\":\"fail_input_domain\"}                   | REFUSED_INPUT",
                "200 | {\"request_status\":\"fail_parameter_count\"}                | MALFORMED_ANSWER"
            })
    void readsBlockDisposableEmail(int status, String body, String outcome) {
        JsonMapping mapping = new JsonMapping();
        mapping.traits.put(EmailTrait.DISPOSABLE, matcher("/domain_status", "block"));
        mapping.errors.put(UnavailableReason.UNAUTHORIZED, matcher("/request_status", "fail_key"));
        mapping.errors.put(UnavailableReason.QUOTA_EXHAUSTED, matcher("/request_status", "fail_key_low_credits"));
        mapping.errors.put(UnavailableReason.SERVER_ERROR, matcher("/request_status", "fail_server"));
        mapping.errors.put(UnavailableReason.REFUSED_INPUT, matcher("/request_status", "fail_input_domain"));

        assertThat(Replies.outcome(mapping.read(Replies.json(status, body), Scope.DOMAIN, false)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "true, DOMAIN none",
        "false, DOMAIN DISPOSABLE",
        "'\"false\"', DOMAIN DISPOSABLE",
        "null, MALFORMED_ANSWER",
        "'\"unknown\"', MALFORMED_ANSWER",
        "'\"\"', MALFORMED_ANSWER",
        "{}, MALFORMED_ANSWER",
        "[false], MALFORMED_ANSWER"
    })
    void readsAFlagThatIsTrueOfAGoodAddress(String result, String outcome) {
        JsonMapping mapping = new JsonMapping();
        mapping.traits.put(EmailTrait.DISPOSABLE, matcher("/result", "false"));

        assertThat(Replies.outcome(mapping.read(
                        Replies.json(200, "{\"error\":0,\"result\":" + result + "}"), Scope.DOMAIN, false)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "418 | {\"why\":\"enough\"}       | BANNED",
                "418 | {\"why\":\"\"}             | MALFORMED_ANSWER",
                "418 | {\"message\":\"teapot\"}   | MALFORMED_ANSWER",
                "418 | {}                         | MALFORMED_ANSWER",
                "418 | []                         | MALFORMED_ANSWER",
                "418 | <h1>teapot</h1>            | MALFORMED_ANSWER",
                "418 | ''                         | MALFORMED_ANSWER",
                "419 | {\"why\":\"enough\"}       | MALFORMED_ANSWER"
            })
    void takesABanOfAServiceThatIsConfiguredFromItsOwnJsonAlone(int status, String body, String outcome) {
        JsonMapping mapping = mapping();
        mapping.bannedStatus = 418;

        assertThat(Replies.outcome(mapping.read(Replies.json(status, body), Scope.DOMAIN, false)))
                .isEqualTo(outcome);
    }

    private static JsonMapping mapping() {
        JsonMapping mapping = new JsonMapping();
        mapping.bannedStatus = 403;
        mapping.traits.put(EmailTrait.DISPOSABLE, matcher("/disposable", "true"));
        mapping.fields.put(JsonBackend.Field.DETAIL, ValueMatcher.pointer("detail", "/why"));
        return mapping;
    }

    private static ValueMatcher matcher(String pointer, String... values) {
        return new ValueMatcher(ValueMatcher.pointer("x", pointer), values);
    }
}
