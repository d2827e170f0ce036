/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.internal.TraitSet;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a backend knows about an address, or why it could not answer. Immutable, and thread-safe.
 *
 * <p>Its text form holds no address.
 */
public final class BackendAnswer {

    /** What an answer depends on, and therefore for which other questions it holds too. */
    public enum Scope {
        /** On the domain alone: it holds for each mailbox there. */
        DOMAIN,

        /** On the whole address. */
        ADDRESS,

        /** On the client that asks: it holds for no other client, and is not kept for the address. */
        CLIENT
    }

    /** Where an answer comes from. */
    public enum Origin {
        /** The backend found it out for this very question. */
        ASKED,

        /** It was found out for an earlier question, and is still fresh. */
        CACHED,

        /** It was found out for an earlier question and is no longer fresh, but the service cannot be asked. */
        STALE
    }

    private final @Nullable UnavailableReason unavailable;
    private final @Nullable String errorCode;
    private final @Nullable Duration retryAfter;
    private final Scope scope;
    private final Origin origin;
    private final boolean reusable;
    private final @Nullable Category category;
    private final Set<EmailTrait> traits;
    private final @Nullable String normalized;
    private final @Nullable String suggestion;
    private final @Nullable String root;
    private final @Nullable Boolean subdomain;
    private final @Nullable String provider;
    private final @Nullable String matchedEntry;
    private final List<MailServer> mailServers;
    private final List<MailProvider> mailProviders;
    private final @Nullable String detail;
    private final Map<String, String> details;
    private final @Nullable Integer attemptsLeft;

    private BackendAnswer(Builder builder) {
        unavailable = builder.unavailable;
        errorCode = builder.errorCode;
        retryAfter = builder.retryAfter;
        scope = builder.scope;
        origin = Origin.ASKED;
        reusable = builder.reusable;
        category = builder.category;
        traits = builder.traits;
        normalized = builder.normalized;
        suggestion = builder.suggestion;
        root = builder.root;
        subdomain = builder.subdomain;
        provider = builder.provider;
        matchedEntry = builder.matchedEntry;
        mailServers = List.copyOf(builder.mailServers);
        mailProviders = List.copyOf(builder.mailProviders);
        detail = builder.detail;
        details = Collections.unmodifiableMap(new LinkedHashMap<>(builder.details));
        attemptsLeft = builder.attemptsLeft;
    }

    private BackendAnswer(BackendAnswer answer, Origin origin) {
        this.origin = origin;
        unavailable = answer.unavailable;
        errorCode = answer.errorCode;
        retryAfter = answer.retryAfter;
        scope = answer.scope;
        reusable = answer.reusable;
        category = answer.category;
        traits = answer.traits;
        normalized = answer.normalized;
        suggestion = answer.suggestion;
        root = answer.root;
        subdomain = answer.subdomain;
        provider = answer.provider;
        matchedEntry = answer.matchedEntry;
        mailServers = answer.mailServers;
        mailProviders = answer.mailProviders;
        detail = answer.detail;
        details = answer.details;
        // It was true of the client at that moment.
        attemptsLeft = origin == Origin.ASKED ? answer.attemptsLeft : null;
    }

    /**
     * Starts an answer.
     *
     * @param scope what the answer depends on
     * @return a builder
     */
    public static Builder about(Scope scope) {
        return new Builder(scope);
    }

    /**
     * Returns the answer of a backend that could not answer.
     *
     * @param reason why
     * @return the answer
     */
    public static BackendAnswer unavailable(UnavailableReason reason) {
        return unavailable(reason, null);
    }

    /**
     * Returns the answer of a backend that could not answer and should be left alone for a while.
     *
     * @param reason why
     * @param retryAfter for how long it asks to be left alone, or {@code null} if it did not say
     * @return the answer
     */
    public static BackendAnswer unavailable(UnavailableReason reason, @Nullable Duration retryAfter) {
        return unavailable(reason, retryAfter, null);
    }

    /**
     * Returns the answer of a backend that could not answer, with the code by which the service names the error.
     *
     * @param reason why
     * @param retryAfter for how long it asks to be left alone, or {@code null} if it did not say
     * @param errorCode the service's own name for the error, such as {@code token_expired}: a word that its documentation lists and that may
     *     be logged, never text that could hold an address; {@code null} if it gave none
     * @return the answer
     */
    public static BackendAnswer unavailable(
            UnavailableReason reason, @Nullable Duration retryAfter, @Nullable String errorCode) {
        Builder builder = new Builder(Scope.ADDRESS);
        builder.unavailable = Objects.requireNonNull(reason, "reason");
        builder.retryAfter = retryAfter;
        builder.errorCode = errorCode;
        return builder.build();
    }

    /**
     * Returns the answer of a backend that refuses the client.
     *
     * @param detail what it says of it, or {@code null}
     * @return the answer, of category {@link Category#BANNED} and scope {@link Scope#CLIENT}
     */
    public static BackendAnswer banned(@Nullable String detail) {
        return new Builder(Scope.CLIENT)
                .category(Category.BANNED)
                .detail(detail)
                .build();
    }

    /** {@return whether the backend answered} */
    public boolean isAvailable() {
        return unavailable == null;
    }

    /** {@return why the backend could not answer, or empty if it did} */
    public Optional<UnavailableReason> unavailableReason() {
        return Optional.ofNullable(unavailable);
    }

    /** {@return for how long the backend asks to be left alone, or empty if it did not say} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** {@return the service's own name for the error, such as {@code token_expired}, or empty if it answered or gave none} */
    public Optional<String> errorCode() {
        return Optional.ofNullable(errorCode);
    }

    /** {@return where the answer comes from: {@link Origin#ASKED} unless {@link #from} says otherwise} */
    public Origin origin() {
        return origin;
    }

    /**
     * Returns the same answer with another origin.
     *
     * @param origin where it comes from
     * @return the answer
     */
    public BackendAnswer from(Origin origin) {
        return origin == this.origin ? this : new BackendAnswer(this, origin);
    }

    /**
     * {@return whether a later question may be answered with this instead of asking again; if not, it serves only while the service cannot
     * be asked}
     */
    public boolean isReusable() {
        return reusable;
    }

    /**
     * {@return whether the answer settles the matter, so that no further backend is asked: black, banned, disposable, blocked by the
     * account's policy, or on a list of the account's own}
     */
    public boolean isDecisive() {
        return category == Category.BLACK
                || category == Category.BANNED
                || traits.contains(EmailTrait.DISPOSABLE)
                || traits.contains(EmailTrait.BLOCKLISTED)
                || traits.contains(EmailTrait.POLICY_BLOCKED)
                || traits.contains(EmailTrait.ALLOWLISTED);
    }

    /** {@return what the answer depends on} */
    public Scope scope() {
        return scope;
    }

    /** {@return the category the backend gave in so many words, or empty if it follows from the traits} */
    public Optional<Category> category() {
        return Optional.ofNullable(category);
    }

    /** {@return the traits, none if the backend knows of none} */
    public Set<EmailTrait> traits() {
        return traits;
    }

    /** {@return the address or domain in the backend's normal form, or empty} */
    public Optional<String> normalized() {
        return Optional.ofNullable(normalized);
    }

    /** {@return the domain that was probably meant, or empty} */
    public Optional<String> suggestion() {
        return Optional.ofNullable(suggestion);
    }

    /** {@return the registrable domain, or empty} */
    public Optional<String> root() {
        return Optional.ofNullable(root);
    }

    /** {@return whether the domain is below its registrable domain, or empty} */
    public Optional<Boolean> subdomain() {
        return Optional.ofNullable(subdomain);
    }

    /** {@return the name of the mail service, or empty} */
    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    /** {@return the entry of a list that matched, or empty} */
    public Optional<String> matchedEntry() {
        return Optional.ofNullable(matchedEntry);
    }

    /** {@return the mail exchangers, the most preferred first; empty if there are none or they were not looked up} */
    public List<MailServer> mailServers() {
        return mailServers;
    }

    /** {@return the companies that run the domain's mail; empty if not known} */
    public List<MailProvider> mailProviders() {
        return mailProviders;
    }

    /** {@return what the backend says in words, text of a third party, or empty} */
    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    /** {@return further fields of the answer by the names that the service gives them, text of a third party, in its order; none by default} */
    public Map<String, String> details() {
        return details;
    }

    /**
     * {@return how many more refused attempts the service grants the client before it bans it; empty if it did not say, or if the answer was
     * found out for an earlier question}
     */
    public OptionalInt attemptsLeft() {
        return attemptsLeft == null ? OptionalInt.empty() : OptionalInt.of(attemptsLeft);
    }

    @Override
    public String toString() {
        return unavailable != null
                ? "BackendAnswer[unavailable=" + unavailable + "]"
                : "BackendAnswer[category=" + category + ", traits=" + traits + "]";
    }

    /** Collects an answer. Not thread-safe. */
    public static final class Builder {

        private final Scope scope;
        private TraitSet traits = TraitSet.none();
        private @Nullable UnavailableReason unavailable;
        private @Nullable String errorCode;
        private @Nullable Duration retryAfter;
        private boolean reusable = true;
        private @Nullable Category category;
        private @Nullable String normalized;
        private @Nullable String suggestion;
        private @Nullable String root;
        private @Nullable Boolean subdomain;
        private @Nullable String provider;
        private @Nullable String matchedEntry;
        private List<MailServer> mailServers = List.of();
        private List<MailProvider> mailProviders = List.of();
        private @Nullable String detail;
        private final Map<String, String> details = new LinkedHashMap<>();
        private @Nullable Integer attemptsLeft;

        private Builder(Scope scope) {
            this.scope = Objects.requireNonNull(scope, "scope");
        }

        /**
         * Sets the category that the backend gives in so many words.
         *
         * @param category the category; {@code null}, as by default, if it follows from the traits
         * @return this
         * @throws IllegalArgumentException if it is {@link Category#UNKNOWN}: a backend that does not know the address gives no category, and
         *     one that could not answer returns {@link BackendAnswer#unavailable(UnavailableReason)}
         */
        public Builder category(@Nullable Category category) {
            if (category == Category.UNKNOWN) {
                throw new IllegalArgumentException("'category' must not be UNKNOWN, which is no answer");
            }
            this.category = category;
            return this;
        }

        /**
         * Sets whether a later question may be answered with this instead of asking again.
         *
         * @param reusable {@code true} by default; {@code false} where the service must see each question, as it counts them
         * @return this
         */
        public Builder reusable(boolean reusable) {
            this.reusable = reusable;
            return this;
        }

        /**
         * Adds a trait.
         *
         * @param trait the trait
         * @return this
         */
        public Builder trait(EmailTrait trait) {
            traits = traits.with(trait);
            return this;
        }

        /**
         * Adds a trait if it holds.
         *
         * @param trait the trait
         * @param holds whether it holds
         * @return this
         */
        public Builder trait(EmailTrait trait, boolean holds) {
            return holds ? trait(trait) : this;
        }

        /**
         * Sets the normal form.
         *
         * @param normalized the address or domain in the backend's normal form, or {@code null}
         * @return this
         */
        public Builder normalized(@Nullable String normalized) {
            this.normalized = normalized;
            return this;
        }

        /**
         * Sets the domain that was probably meant.
         *
         * @param suggestion the domain, or {@code null}
         * @return this
         */
        public Builder suggestion(@Nullable String suggestion) {
            this.suggestion = suggestion;
            return this;
        }

        /**
         * Sets the registrable domain.
         *
         * @param root the domain, or {@code null} if not known
         * @return this
         */
        public Builder root(@Nullable String root) {
            this.root = root;
            return this;
        }

        /**
         * Sets whether the domain is below its registrable domain.
         *
         * @param subdomain whether it is, or {@code null} if not known
         * @return this
         */
        public Builder subdomain(@Nullable Boolean subdomain) {
            this.subdomain = subdomain;
            return this;
        }

        /**
         * Sets the name of the mail service.
         *
         * @param provider the name, or {@code null} if not known
         * @return this
         */
        public Builder provider(@Nullable String provider) {
            this.provider = provider;
            return this;
        }

        /**
         * Sets the entry of a list that matched.
         *
         * @param matchedEntry the entry, or {@code null}
         * @return this
         */
        public Builder matchedEntry(@Nullable String matchedEntry) {
            this.matchedEntry = matchedEntry;
            return this;
        }

        /**
         * Sets the mail exchangers.
         *
         * @param mailServers the exchangers, the most preferred first
         * @return this
         */
        public Builder mailServers(List<MailServer> mailServers) {
            this.mailServers = mailServers;
            return this;
        }

        /**
         * Sets the companies that run the domain's mail.
         *
         * @param mailProviders the companies
         * @return this
         */
        public Builder mailProviders(List<MailProvider> mailProviders) {
            this.mailProviders = mailProviders;
            return this;
        }

        /**
         * Sets what the backend says in words.
         *
         * @param detail the text, or {@code null}
         * @return this
         */
        public Builder detail(@Nullable String detail) {
            this.detail = detail;
            return this;
        }

        /**
         * Adds a further field of the answer.
         *
         * @param field the name that the service gives it
         * @param value its value as text, or {@code null} to add nothing
         * @return this
         */
        public Builder detail(String field, @Nullable String value) {
            if (value != null) {
                details.put(Objects.requireNonNull(field, "field"), value);
            }
            return this;
        }

        /**
         * Sets how many more refused attempts the service grants the client before it bans it.
         *
         * @param attemptsLeft their number; {@code null}, as by default, if the service does not say
         * @return this
         */
        public Builder attemptsLeft(@Nullable Integer attemptsLeft) {
            this.attemptsLeft = attemptsLeft;
            return this;
        }

        /** {@return the answer} */
        public BackendAnswer build() {
            return new BackendAnswer(this);
        }
    }
}
