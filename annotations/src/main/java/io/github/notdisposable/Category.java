/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable;

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
    UNKNOWN
}
