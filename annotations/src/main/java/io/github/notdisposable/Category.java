/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable;

import java.util.Set;

/**
 * The one-word verdict on an address.
 *
 * <p>A service that answers with a category is taken at its word. Otherwise the category follows from the traits.
 */
public enum Category {
    /** Nothing speaks against the address. */
    WHITE,

    /**
     * Something is unusual: a sub-address, a weak listing, a domain that cannot be verified. Let such an address in with one more
     * check, a phone number for example.
     */
    GREY,

    /** The address is disposable, on a block list, or rejected by a service. */
    BLACK,

    /** The client, not the address, is refused: it made too many attempts with disposable addresses. */
    BANNED,

    /** Nobody could answer. {@link WhenUnavailable} says what follows. */
    UNKNOWN;

    /**
     * Returns the category that follows from traits alone.
     *
     * @param traits the traits of an address, possibly none
     * @return {@link #WHITE} if the address is allowlisted; else {@link #BLACK} if it is disposable, blocklisted or blocked
     *     by a service's policy; else {@link #GREY} if it is an alias, suspicious or unresolved; else {@link #WHITE}
     */
    public static Category of(Set<EmailTrait> traits) {
        if (traits.contains(EmailTrait.ALLOWLISTED)) {
            return WHITE;
        }
        if (traits.contains(EmailTrait.DISPOSABLE)
                || traits.contains(EmailTrait.BLOCKLISTED)
                || traits.contains(EmailTrait.POLICY_BLOCKED)) {
            return BLACK;
        }
        boolean grey = traits.contains(EmailTrait.ALIAS)
                || traits.contains(EmailTrait.SUSPICIOUS)
                || traits.contains(EmailTrait.UNRESOLVED);
        return grey ? GREY : WHITE;
    }
}
