/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.internal.TraitSet;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a backend knows about an address ({@link Answered}), or why it could not answer ({@link Unavailable}). Immutable and thread-safe.
 *
 * <p>Its text form holds no address.
 */
public sealed interface BackendAnswer {

    /** What an answer depends on, and therefore for which other questions it holds too. */
    enum Scope {
        /** On the domain alone: it holds for each mailbox there. */
        DOMAIN,

        /** On the whole address. */
        ADDRESS,

        /** On the client that asks: it holds for no other client, and is not kept for the address. */
        CLIENT
    }

    /** Where an answer comes from. */
    enum Origin {
        /** The backend found it out for this very question. */
        ASKED,

        /** It was found out for an earlier question, and is still fresh. */
        CACHED,

        /** It was found out for an earlier question and is no longer fresh, but the service cannot be asked. */
        STALE
    }

    /**
     * Starts an answer.
     *
     * @param scope what the answer depends on
     * @return a builder
     */
    static Builder about(Scope scope) {
        return new Builder(scope);
    }

    /**
     * Returns the answer of a backend that could not answer.
     *
     * @param reason why
     * @return the answer
     */
    static BackendAnswer unavailable(UnavailableReason reason) {
        return unavailable(reason, null);
    }

    /**
     * Returns the answer of a backend that could not answer and should be left alone for a while.
     *
     * @param reason why
     * @param retryAfter for how long it asks to be left alone, or {@code null} if it did not say
     * @return the answer
     */
    static BackendAnswer unavailable(UnavailableReason reason, @Nullable Duration retryAfter) {
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
    static BackendAnswer unavailable(
            UnavailableReason reason, @Nullable Duration retryAfter, @Nullable String errorCode) {
        return new Unavailable(Objects.requireNonNull(reason, "reason"), retryAfter, errorCode, Origin.ASKED);
    }

    /**
     * Returns the answer of a backend that refuses the client.
     *
     * @param detail what it says of it, or {@code null}
     * @return the answer, of category {@link Category#BANNED} and scope {@link Scope#CLIENT}
     */
    static BackendAnswer banned(@Nullable String detail) {
        return about(Scope.CLIENT).category(Category.BANNED).detail(detail).build();
    }

    /** {@return whether the backend answered} */
    default boolean isAvailable() {
        return this instanceof Answered;
    }

    /** {@return the origin of the answer: {@link Origin#ASKED} unless {@link #withOrigin} says otherwise} */
    Origin origin();

    /**
     * Returns the same answer with another origin.
     *
     * @param origin where it comes from
     * @return the answer
     */
    BackendAnswer withOrigin(Origin origin);

    /** {@return the scope of the answer; {@link Scope#ADDRESS} if the backend could not answer} */
    default Scope scope() {
        return Scope.ADDRESS;
    }

    /** {@return why the backend could not answer, or empty if it did} */
    default Optional<UnavailableReason> unavailableReason() {
        return Optional.empty();
    }

    /** {@return for how long the backend asks to be left alone, or empty if it answered or did not say} */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /** {@return the service's own name for the error, such as {@code token_expired}, or empty if it answered or gave none} */
    default Optional<String> errorCode() {
        return Optional.empty();
    }

    /**
     * {@return whether a later question may be answered with this instead of asking again; if not, it serves only while the service cannot
     * be asked}
     */
    default boolean isReusable() {
        return true;
    }

    /**
     * {@return whether the answer settles the matter, so that no further backend is asked: black, banned, disposable, blocked by the
     * account's policy, or on a list of the account's own}
     */
    default boolean isDecisive() {
        return false;
    }

    /** {@return the category the backend gave in so many words, or empty if it follows from the traits} */
    default Optional<Category> category() {
        return Optional.empty();
    }

    /** {@return the traits, none if the backend knows of none} */
    default Set<EmailTrait> traits() {
        return Facts.of(this).traits();
    }

    /** {@return the address or domain in the backend's normal form, or empty} */
    default Optional<String> normalized() {
        return Optional.ofNullable(Facts.of(this).normalized());
    }

    /** {@return the domain that was probably meant, or empty} */
    default Optional<String> suggestion() {
        return Optional.ofNullable(Facts.of(this).suggestion());
    }

    /** {@return the registrable domain, or empty} */
    default Optional<String> root() {
        return Optional.ofNullable(Facts.of(this).root());
    }

    /** {@return whether the domain is below its registrable domain, or empty} */
    default Optional<Boolean> subdomain() {
        return Optional.ofNullable(Facts.of(this).subdomain());
    }

    /** {@return the name of the mail service, or empty} */
    default Optional<String> provider() {
        return Optional.ofNullable(Facts.of(this).provider());
    }

    /** {@return the entry of a list that matched, or empty} */
    default Optional<String> matchedEntry() {
        return Optional.ofNullable(Facts.of(this).matchedEntry());
    }

    /** {@return the mail exchangers, the most preferred first; empty if there are none or they were not looked up} */
    default List<MailServer> mailServers() {
        return Facts.of(this).mailServers();
    }

    /** {@return the companies that run the domain's mail; empty if not known} */
    default List<MailProvider> mailProviders() {
        return Facts.of(this).mailProviders();
    }

    /** {@return the explanation of the backend, text of a third party, or empty} */
    default Optional<String> detail() {
        return Optional.ofNullable(Facts.of(this).detail());
    }

    /** {@return further fields of the answer by the names that the service gives them, text of a third party, in its order; none by default} */
    default Map<String, String> details() {
        return Facts.of(this).details();
    }

    /**
     * {@return why a part of what was wanted could not be found out, such as whether the domain has a mail server; empty, as by default, if nothing
     * is missing}
     */
    default Optional<UnavailableReason> incomplete() {
        return Optional.empty();
    }

    /**
     * {@return how many more refused attempts the service grants the client before it bans it; empty if it did not say, or if the answer was
     * found out for an earlier question}
     */
    default OptionalInt attemptsLeft() {
        return OptionalInt.empty();
    }

    /** The answer of a backend that answered. Made by {@link #about}. Two are equal if all that they say is. */
    final class Answered implements BackendAnswer, Serializable {

        @Serial
        private static final long serialVersionUID = 1;

        private final Scope scope;
        private final Origin origin;
        private final boolean reusable;
        private final @Nullable Category category;
        private final Facts facts;
        private final @Nullable Integer attemptsLeft;
        private final @Nullable UnavailableReason incomplete;

        private Answered(Builder builder) {
            scope = builder.scope;
            origin = Origin.ASKED;
            reusable = builder.reusable;
            category = builder.category;
            facts = builder.facts();
            attemptsLeft = builder.attemptsLeft;
            incomplete = builder.incomplete;
        }

        private Answered(Answered answer, Origin origin) {
            scope = answer.scope;
            this.origin = origin;
            reusable = answer.reusable;
            category = answer.category;
            facts = answer.facts;
            // It was true of the client at that moment.
            attemptsLeft = origin == Origin.ASKED ? answer.attemptsLeft : null;
            incomplete = answer.incomplete;
        }

        @Override
        public Origin origin() {
            return origin;
        }

        @Override
        public Answered withOrigin(Origin origin) {
            return origin == this.origin ? this : new Answered(this, origin);
        }

        @Override
        public Scope scope() {
            return scope;
        }

        @Override
        public boolean isReusable() {
            return reusable;
        }

        @Override
        public boolean isDecisive() {
            return category == Category.BLACK
                    || category == Category.BANNED
                    || traits().contains(EmailTrait.DISPOSABLE)
                    || traits().contains(EmailTrait.BLOCKLISTED)
                    || traits().contains(EmailTrait.POLICY_BLOCKED)
                    || traits().contains(EmailTrait.ALLOWLISTED);
        }

        @Override
        public Optional<Category> category() {
            return Optional.ofNullable(category);
        }

        Facts facts() {
            return facts;
        }

        @Override
        public Optional<UnavailableReason> incomplete() {
            return Optional.ofNullable(incomplete);
        }

        @Override
        public OptionalInt attemptsLeft() {
            return attemptsLeft == null ? OptionalInt.empty() : OptionalInt.of(attemptsLeft);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Answered that
                    && scope == that.scope
                    && origin == that.origin
                    && reusable == that.reusable
                    && category == that.category
                    && facts.equals(that.facts)
                    && Objects.equals(attemptsLeft, that.attemptsLeft)
                    && incomplete == that.incomplete;
        }

        @Override
        public int hashCode() {
            return Objects.hash(scope, origin, reusable, category, facts, attemptsLeft, incomplete);
        }

        @Override
        public String toString() {
            return "BackendAnswer[category=" + category + ", traits=" + traits() + "]";
        }
    }

    /** The answer of a backend that could not answer. Made by {@link BackendAnswer#unavailable(UnavailableReason)}. */
    final class Unavailable implements BackendAnswer {

        private final UnavailableReason reason;
        private final @Nullable Duration retryAfter;
        private final @Nullable String errorCode;
        private final Origin origin;

        private Unavailable(
                UnavailableReason reason, @Nullable Duration retryAfter, @Nullable String errorCode, Origin origin) {
            this.reason = reason;
            this.retryAfter = retryAfter;
            this.errorCode = errorCode;
            this.origin = origin;
        }

        @Override
        public Origin origin() {
            return origin;
        }

        @Override
        public Unavailable withOrigin(Origin origin) {
            return origin == this.origin ? this : new Unavailable(reason, retryAfter, errorCode, origin);
        }

        @Override
        public Optional<UnavailableReason> unavailableReason() {
            return Optional.of(reason);
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        @Override
        public Optional<String> errorCode() {
            return Optional.ofNullable(errorCode);
        }

        @Override
        public String toString() {
            return "BackendAnswer[unavailable=" + reason + "]";
        }
    }

    /** Collects an answer. Not thread-safe. */
    static final class Builder {

        private final Scope scope;
        private TraitSet traits = TraitSet.none();
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
        private Map<String, String> details = Map.of();
        private @Nullable Integer attemptsLeft;
        private @Nullable UnavailableReason incomplete;

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
         * Sets why a part of what was wanted could not be found out. What was found out stands; if the address is let in, that is reported as for a
         * backend that could not answer.
         *
         * @param reason the reason; {@code null}, as by default, if nothing is missing
         * @return this
         */
        public Builder incomplete(@Nullable UnavailableReason reason) {
            this.incomplete = reason;
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
                details = details.isEmpty() ? new LinkedHashMap<>() : details;
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

        /**
         * Fills in what another answer knows about the address. Traits add up; of everything else, what is set stands. Scope, category, the
         * further fields of {@link #detail(String, String)} and what concerns the client are not taken over.
         *
         * @param other the other answer, of this backend or of another
         * @return this
         */
        public Builder fillIn(BackendAnswer other) {
            Facts more = Facts.of(other);
            traits = traits.with(TraitSet.copyOf(more.traits()));
            normalized = first(normalized, more.normalized());
            suggestion = first(suggestion, more.suggestion());
            root = first(root, more.root());
            subdomain = first(subdomain, more.subdomain());
            provider = first(provider, more.provider());
            matchedEntry = first(matchedEntry, more.matchedEntry());
            mailServers = mailServers.isEmpty() ? more.mailServers() : mailServers;
            mailProviders = mailProviders.isEmpty() ? more.mailProviders() : mailProviders;
            detail = first(detail, more.detail());
            return this;
        }

        private static <T> @Nullable T first(@Nullable T known, @Nullable T other) {
            return known != null ? known : other;
        }

        private Facts facts() {
            return new Facts(
                    traits,
                    normalized,
                    suggestion,
                    root,
                    subdomain,
                    provider,
                    matchedEntry,
                    mailServers,
                    mailProviders,
                    detail,
                    details);
        }

        /** {@return the answer} */
        public Answered build() {
            return new Answered(this);
        }
    }
}
