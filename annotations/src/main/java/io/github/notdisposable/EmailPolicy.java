/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable;

/**
 * Which addresses are refused. {@link NotDisposable#block()} adds to it.
 *
 * <p>Under every policy a banned client is refused and an allow-listed address is let in. The policies are those that StopReg's
 * guide recommends.
 */
public enum EmailPolicy {
    /** Refuses addresses that are disposable or blocklisted. The default. */
    DISPOSABLE_ONLY,

    /**
     * Refuses what {@link #DISPOSABLE_ONLY} refuses, and relays, sub-addresses, role accounts and domains without a mail server. Mailboxes
     * at public providers and at custom domains are let in.
     */
    PUBLIC_AND_CUSTOM,

    /** Refuses what {@link #PUBLIC_AND_CUSTOM} refuses, and public providers: a company address is asked for. */
    BUSINESS_ONLY,

    /** Refuses what {@link #PUBLIC_AND_CUSTOM} refuses, and everything that is not a public provider. */
    PUBLIC_ONLY
}
