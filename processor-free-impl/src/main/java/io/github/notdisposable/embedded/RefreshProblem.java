/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

/** Why a list was not taken over, so that what was known before stands. */
public enum RefreshProblem {
    /** No connection could be made, or it broke off before the whole list had arrived. */
    UNREACHABLE,

    /** The server's certificate or protocol was not accepted. */
    TLS,

    /** The whole list did not arrive in time. */
    TIMEOUT,

    /** The calling thread was interrupted, or the refresher closed. */
    INTERRUPTED,

    /** The server sent us elsewhere. Redirects are not followed: name the list's final address. */
    REDIRECTED,

    /** The server answered with another status than 200 or 304. */
    HTTP_STATUS,

    /** The list has more bytes than allowed, as it was sent or once it was unpacked. */
    TOO_LARGE,

    /** The list holds more domains than allowed. */
    TOO_MANY_DOMAINS,

    /** The list holds no domain. */
    EMPTY,

    /** The list has lost a larger share of its domains at once than is likely. */
    SHRUNK,

    /** It is no list: a page in HTML, JSON of another shape or cut off, damaged compression, too many lines that are no domains,
     * or a reply that is not even HTTP. */
    NOT_A_LIST,

    /** Something unforeseen went wrong. */
    FAILED
}
