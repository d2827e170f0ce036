/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.internal.TraitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A question to a backend: the address or domain, what is wanted, by when, and for which client. Immutable, and thread-safe.
 *
 * <p>Its text form holds the domain, never the mailbox or the client.
 */
public final class BackendQuery {

    private final @Nullable EmailAddress address;
    private final String domain;
    private final Set<EmailTrait> wanted;
    private final @Nullable ClientIp client;
    private final Deadline deadline;
    private final boolean mayBlock;
    private final BooleanSupplier lookups;
    private final BooleanSupplier freeLookups;

    /** Made when it is first asked for; threads that race make equal ones. */
    private @Nullable String normalized;

    private BackendQuery(Builder builder) {
        address = builder.address;
        domain = builder.domain;
        wanted = TraitSet.copyOf(builder.wanted);
        client = builder.client;
        deadline = builder.deadline;
        mayBlock = builder.mayBlock;
        lookups = builder.lookups;
        freeLookups = builder.freeLookups;
    }

    /**
     * Starts a query about an address.
     *
     * @param address the address
     * @param deadline the moment by which the answer must be there
     * @return a builder
     */
    public static Builder of(EmailAddress address, Deadline deadline) {
        return new Builder(address, address.domain(), deadline);
    }

    /**
     * Starts a query about a domain alone.
     *
     * @param domain the domain in canonical form: lower case, ASCII, no dot at the end
     * @param deadline the moment by which the answer must be there
     * @return a builder
     */
    public static Builder ofDomain(String domain, Deadline deadline) {
        return new Builder(null, domain, deadline);
    }

    /** {@return the address, or empty if only a domain is asked about} */
    public Optional<EmailAddress> address() {
        return Optional.ofNullable(address);
    }

    /** {@return the domain in canonical form: lower case, ASCII, no dot at the end} */
    public String domain() {
        return domain;
    }

    /** {@return the address in normal form (see {@link EmailAddress#normalized()}), or the domain if only a domain is asked about} */
    public String normalized() {
        String known = normalized;
        if (known == null) {
            known = address != null ? address.normalized() : domain;
            normalized = known;
        }
        return known;
    }

    /** {@return the traits that the asker will act upon; those that are costly to find out and not among them need not be looked for} */
    public Set<EmailTrait> wanted() {
        return wanted;
    }

    /** {@return the client on whose behalf the question is asked, or empty if it is not known} */
    public Optional<ClientIp> client() {
        return Optional.ofNullable(client);
    }

    /** {@return the moment by which the answer must be there} */
    public Deadline deadline() {
        return deadline;
    }

    /**
     * {@return whether the calling thread may wait; if not, a backend answers from memory or says
     * {@link UnavailableReason#WOULD_BLOCK}}
     */
    public boolean mayBlock() {
        return mayBlock;
    }

    /**
     * Takes a paid lookup from the budgets of the request, of the client, and of all clients together. A backend that asks a service calls
     * it once, just before it asks; an answer from memory costs nothing.
     *
     * @return whether the service may be asked; if not, the answer is {@link UnavailableReason#BUDGET_SPENT}, and no budget has lost anything
     */
    public boolean tryLookup() {
        return lookups.getAsBoolean();
    }

    /**
     * Takes a lookup that nobody pays for, such as one in the DNS, from the budgets of the request and of the client. It is called once
     * for each domain that is put to the DNS; an answer from memory costs nothing.
     *
     * @return whether the DNS may be asked; if not, no budget has lost anything
     */
    public boolean tryFreeLookup() {
        return freeLookups.getAsBoolean();
    }

    /**
     * Returns the same question with other wanted traits.
     *
     * @param traits the traits
     * @return the question
     */
    public BackendQuery withWanted(Set<EmailTrait> traits) {
        return new Builder(address, domain, deadline)
                .wanted(traits)
                .client(client)
                .mayBlock(mayBlock)
                .lookups(lookups)
                .freeLookups(freeLookups)
                .build();
    }

    @Override
    public String toString() {
        return "BackendQuery[domain=" + domain + ", wanted=" + wanted + "]";
    }

    /** Collects what is asked. Not thread-safe. */
    public static final class Builder {

        private final @Nullable EmailAddress address;
        private final String domain;
        private final Deadline deadline;
        private Set<EmailTrait> wanted = TraitSet.none();
        private @Nullable ClientIp client;
        private boolean mayBlock = true;
        private BooleanSupplier lookups = () -> true;
        private BooleanSupplier freeLookups = () -> true;

        private Builder(@Nullable EmailAddress address, String domain, Deadline deadline) {
            this.address = address;
            this.domain = Objects.requireNonNull(domain, "domain");
            this.deadline = Objects.requireNonNull(deadline, "deadline");
        }

        /**
         * Sets the traits that the asker will act upon.
         *
         * @param wanted the traits, none by default
         * @return this
         */
        public Builder wanted(Set<EmailTrait> wanted) {
            this.wanted = Objects.requireNonNull(wanted, "wanted");
            return this;
        }

        /**
         * Sets the client on whose behalf the question is asked.
         *
         * @param client the client, or {@code null} if it is not known, as by default
         * @return this
         */
        public Builder client(@Nullable ClientIp client) {
            this.client = client;
            return this;
        }

        /**
         * Sets whether the calling thread may wait.
         *
         * @param mayBlock {@code true} by default
         * @return this
         */
        public Builder mayBlock(boolean mayBlock) {
            this.mayBlock = mayBlock;
            return this;
        }

        /**
         * Sets what takes a paid lookup from the budgets.
         *
         * @param lookups as {@link BackendQuery#tryLookup()}; there is no budget by default
         * @return this
         */
        public Builder lookups(BooleanSupplier lookups) {
            this.lookups = Objects.requireNonNull(lookups, "lookups");
            return this;
        }

        /**
         * Sets what takes a lookup that nobody pays for from the budgets.
         *
         * @param freeLookups as {@link BackendQuery#tryFreeLookup()}; there is no budget by default
         * @return this
         */
        public Builder freeLookups(BooleanSupplier freeLookups) {
            this.freeLookups = Objects.requireNonNull(freeLookups, "freeLookups");
            return this;
        }

        /** {@return the query} */
        public BackendQuery build() {
            return new BackendQuery(this);
        }
    }
}
