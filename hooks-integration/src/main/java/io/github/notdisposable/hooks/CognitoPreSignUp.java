/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.hooks.HookException.Problem;
import io.github.notdisposable.hooks.SignUpDecider.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pre sign-up trigger of Amazon Cognito, as a Lambda function. The function's handler is
 * {@code io.github.notdisposable.hooks.CognitoPreSignUp::handleRequest}; its settings come from environment variables, as everywhere.
 * Where another rule than the default one holds, write a class of your own with such a method, and call this one.
 *
 * <p>A user is refused by a {@link SignUpRefusedException}, whose message Cognito shows. Who may call the function is for IAM to say. A user
 * whom an administrator creates is not checked. Cognito tells nothing of the client, so that counts and bans by client do not apply.
 *
 * <p>Thread-safe.
 */
public final class CognitoPreSignUp {

    /** Cognito waits 5 seconds, which nobody can change. */
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private static final String CREATED_BY_ADMIN = "PreSignUp_AdminCreateUser";

    private final FirstAnswers firstAnswers = new FirstAnswers(FirstAnswers.KEPT, System::nanoTime);
    private final @Nullable SignUpDecider decider;

    /** Creates the trigger from the settings. Where {@code notdisposable.enabled} is {@code false}, it lets everybody in. */
    public CognitoPreSignUp() {
        this(Settings.load());
    }

    /**
     * Creates the trigger.
     *
     * @param checker the checker
     * @param rule what is refused, and what happens when no backend can answer
     */
    public CognitoPreSignUp(EmailChecker checker, EmailRule rule) {
        decider = new SignUpDecider(checker, rule, null);
    }

    private CognitoPreSignUp(Settings settings) {
        EmailRule rule = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);
        decider = settings.get(SettingsCatalog.ENABLED)
                ? new SignUpDecider(ConfiguredChecker.of(settings).checker(), rule, null)
                : null;
    }

    /**
     * Answers an event with itself, which lets the user in.
     *
     * @param in the event
     * @param out where the answer is written
     * @throws SignUpRefusedException if the user is refused
     * @throws IOException if the event cannot be read, or is no event of a user pool
     */
    public void handleRequest(InputStream in, OutputStream out) throws IOException {
        byte[] event = in.readNBytes(HookRequest.MAX_BODY_BYTES + 1);
        SignUp signUp;
        try {
            signUp = read(event);
        } catch (HookException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
        if (decider != null && !signUp.emails().isEmpty()) {
            Outcome outcome = firstAnswers.get(null, event, () -> decider.decide(signUp, DEADLINE));
            if (outcome.refusal() != null) {
                throw new SignUpRefusedException(outcome.refusal().text());
            }
        }
        out.write(event);
    }

    private static SignUp read(byte[] event) throws HookException, IOException {
        if (event.length > HookRequest.MAX_BODY_BYTES) {
            throw new HookException(Problem.TOO_LARGE);
        }
        JsonNode read = Json.read(event);
        if (!read.at("/request/userAttributes").isObject()) {
            throw new IOException("This is no event of a user pool's pre sign-up trigger.");
        }
        List<String> emails = CREATED_BY_ADMIN.equals(Json.text(read, "/triggerSource"))
                ? List.of()
                : Json.texts(read, "/request/userAttributes/email");
        return new SignUp(emails, null, Json.text(read, "/request/userAttributes/locale"));
    }
}
