/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

/** From what the address of a client is taken. */
public enum ClientIpMode {
    /** The peer, as the container reports it; no header is read. For a server that clients reach directly, and the default. */
    PEER,

    /**
     * A header to which each proxy adds the address that it was called from, and the networks of those proxies: read from right to left, the
     * first address that is not one of theirs is the client. For most set-ups with proxies.
     */
    CHAIN,

    /**
     * The same header, and how many proxies add to it. For proxies whose addresses are not known beforehand; then nobody may reach the server
     * around them.
     */
    HOPS,

    /** A header that holds one address, such as {@code CF-Connecting-IP}, set by a proxy in a trusted network. */
    SINGLE
}
