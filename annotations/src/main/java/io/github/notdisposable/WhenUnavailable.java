/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable;

/** What happens to an address when none of the backends could answer. */
public enum WhenUnavailable {
    /** As the setting {@code notdisposable.when-unavailable} says, which is {@link #ALLOW} where nothing is set. */
    AS_CONFIGURED,

    /** The address is let in. Choose it where an outage of a service must not close the sign-up form. */
    ALLOW,

    /** The address is refused, with a message that asks to try again later. Choose it where a disposable account costs more than a lost one. */
    REJECT
}
