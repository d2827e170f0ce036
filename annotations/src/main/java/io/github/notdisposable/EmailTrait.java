/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable;

/** A single thing that is known about an email address. An address can have several traits, or none. */
public enum EmailTrait {
    /** The domain, or the service behind its mail exchanger, hands out disposable mailboxes. */
    DISPOSABLE,

    /** The domain forwards to a mailbox elsewhere: a privacy relay such as Apple's Hide My Email. */
    RELAY,

    /** Anybody can open a mailbox at the domain: Gmail, Outlook, an Internet provider. */
    PUBLIC,

    /** The local part names a role that several people share: {@code info}, {@code support}, {@code postmaster} (RFC 2142). */
    ROLE_BASED,

    /** The address carries a sub-address: {@code user+tag}, or its provider's own form of it (RFC 5233). */
    ALIAS,

    /** The domain cannot be verified: it is not in the DNS, or a service does not know who is behind it. */
    UNRESOLVED,

    /** The domain accepts no mail: neither a mail exchanger nor an address, or a null MX (RFC 5321 section 5.1, RFC 7505). */
    NO_MAIL_SERVER,

    /** The domain is listed as disposable by a weak source only. */
    SUSPICIOUS,

    /** The domain or the address is on a block list of the application's own, or of its account at a service. */
    BLOCKLISTED,

    /** The policy that the application's account at a service has set up blocks the address, for whatever reason. */
    POLICY_BLOCKED,

    /** The domain or the address is on an allow list of the application's own, or of its account at a service. */
    ALLOWLISTED
}
