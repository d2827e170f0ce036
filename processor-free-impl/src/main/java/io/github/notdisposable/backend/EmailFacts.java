/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import io.github.notdisposable.EmailTrait;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an address or a domain, by one backend or by several together. Immutable and thread-safe. Two are equal if all that they
 * say is.
 *
 * <p>Its text form holds no address.
 */
public sealed interface EmailFacts extends Serializable permits Facts {

    /** {@return facts that say nothing} */
    static EmailFacts none() {
        return Facts.NONE;
    }

    /** {@return the traits, in the order of {@link EmailTrait}; empty if none is known} */
    Set<EmailTrait> traits();

    /** {@return the address or domain in normal form, or {@code null}} */
    @Nullable
    String normalized();

    /** {@return the domain that was probably meant, or {@code null}} */
    @Nullable
    String suggestion();

    /** {@return the registrable domain, or {@code null}} */
    @Nullable
    String root();

    /** {@return whether the domain is below its registrable domain, or {@code null}} */
    @Nullable
    Boolean subdomain();

    /** {@return the name of the mail service, or {@code null}} */
    @Nullable
    String provider();

    /** {@return the entry of a list that matched, or {@code null}} */
    @Nullable
    String matchedEntry();

    /** {@return the mail exchangers, the most preferred first; empty if there are none or they were not looked up} */
    List<MailServer> mailServers();

    /** {@return the companies that run the domain's mail; empty if they are not known} */
    List<MailProvider> mailProviders();

    /** {@return the explanation of a service, text of a third party that must not become a message template, or {@code null}} */
    @Nullable
    String detail();

    /**
     * Merges these facts with others. Traits add up; of everything else these facts win, and the others fill in what is missing.
     *
     * @param others the others
     * @return both
     */
    EmailFacts orElse(EmailFacts others);
}
