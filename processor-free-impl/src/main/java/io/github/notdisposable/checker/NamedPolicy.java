/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.WhenUnavailable;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A policy with a name, by which {@link NotDisposable#policyName()} and code refer to it. Operations can change it without a build: the keys
 * {@code notdisposable.policies.NAME.*} define it.
 *
 * <pre>{@code
 * NamedPolicy checkout = checker.policy("checkout");
 * Optional<EmailDecision> decision = checker.decide(email, checkout.rule());
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class NamedPolicy {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** Text with keys such as {@code {com.example.text}} in it: what every validation provider can read. */
    private static final Pattern TEXT = Pattern.compile("([^{}\\\\$\\p{Cntrl}]|\\$(?!\\{)|\\{[\\w.-]+})+");

    private final String name;
    private final EmailRule rule;
    private final @Nullable String message;
    private final @Nullable String suggestion;

    private NamedPolicy(String name, EmailRule rule, @Nullable String message, @Nullable String suggestion) {
        this.name = name;
        this.rule = rule;
        this.message = message;
        this.suggestion = suggestion;
    }

    /**
     * Starts a policy that refuses disposable and blocklisted addresses alone.
     *
     * @param name lower-case ASCII letters and digits, with hyphens between them
     * @return a builder
     * @throws IllegalArgumentException if the name is of another form
     */
    public static Builder builder(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "'name' must be lower-case letters and digits, with hyphens between them");
        }
        return new Builder(name);
    }

    /**
     * Returns whether a policy can have a name.
     *
     * @param name the name
     * @return whether it consists of lower-case ASCII letters and digits, with hyphens between them
     */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Returns whether a text can be the message or the suggestion of a policy.
     *
     * @param text the text
     * @return whether it is one line in which braces occur only around a key, as in {@code {com.example.text}}, and backslashes not at all
     */
    public static boolean isText(String text) {
        return TEXT.matcher(text).matches();
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return the rule: which addresses are refused} */
    public EmailRule rule() {
        return rule;
    }

    /** {@return the message of a violation; empty if each reason has a message of its own} */
    public Optional<String> message() {
        return Optional.ofNullable(message);
    }

    /** {@return the sentence that follows the message and says what to do instead; empty if there is none} */
    public Optional<String> suggestion() {
        return Optional.ofNullable(suggestion);
    }

    /** Returns this policy, with an answer where it leaves the case of an outage to the configuration. */
    NamedPolicy withDefault(WhenUnavailable byDefault) {
        return rule.whenUnavailable() == WhenUnavailable.AS_CONFIGURED
                ? new NamedPolicy(name, new EmailRule(rule.policy(), rule.block(), byDefault), message, suggestion)
                : this;
    }

    @Override
    public String toString() {
        return "NamedPolicy[" + name + ", " + rule + "]";
    }

    /** Builds a policy. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private EmailPolicy policy = EmailPolicy.DISPOSABLE_ONLY;
        private Set<Block> block = Set.of();
        private WhenUnavailable whenUnavailable = WhenUnavailable.AS_CONFIGURED;
        private @Nullable String message;
        private @Nullable String suggestion;

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Sets the policy to start from.
         *
         * @param policy {@link EmailPolicy#DISPOSABLE_ONLY} by default
         * @return this
         */
        public Builder policy(EmailPolicy policy) {
            this.policy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets what is refused beyond it.
         *
         * @param block nothing by default
         * @return this
         */
        public Builder block(Collection<Block> block) {
            this.block = Set.copyOf(block);
            return this;
        }

        /**
         * Sets what happens when no backend could answer.
         *
         * @param whenUnavailable {@link WhenUnavailable#AS_CONFIGURED} by default: what the checker is built with
         * @return this
         */
        public Builder whenUnavailable(WhenUnavailable whenUnavailable) {
            this.whenUnavailable = Objects.requireNonNull(whenUnavailable, "whenUnavailable");
            return this;
        }

        /**
         * Sets the message of a violation, whatever the reason. A message on the annotation takes precedence.
         *
         * @param message one line; {@code {com.example.text}} stands for a message of the application's bundle; by default each reason has
         *     a message of its own
         * @return this
         * @throws IllegalArgumentException if it holds another brace, a backslash or a control character, or is empty
         */
        public Builder message(String message) {
            this.message = text("message", message);
            return this;
        }

        /**
         * Sets what a reader can do instead. It follows the message, unless the client is banned or the address could not be checked.
         *
         * @param suggestion as {@link #message}; none by default
         * @return this
         * @throws IllegalArgumentException as for {@link #message}
         */
        public Builder suggestion(String suggestion) {
            this.suggestion = text("suggestion", suggestion);
            return this;
        }

        /** {@return the policy} */
        public NamedPolicy build() {
            return new NamedPolicy(name, new EmailRule(policy, block, whenUnavailable), message, suggestion);
        }

        private static String text(String name, String text) {
            if (!isText(text)) {
                throw new IllegalArgumentException("'" + name
                        + "' must be one line of text, with braces only around a key, as in {com.example.text}");
            }
            return text;
        }
    }
}
