/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

/** A configuration that cannot be right, as far as a resolver can see. Each is reported once. */
public enum ClientIpWarning {
    /** Requests carry forwarding headers, but the mode is {@link ClientIpMode#PEER}: all clients behind a proxy count as one. */
    HEADERS_IGNORED(
            "Requests carry forwarding headers, but the client's address is taken from the connection. Behind a proxy that is the "
                    + "proxy's address, and all clients count as one: set notdisposable.client-ip.mode."),

    /** A container or a framework has put the first entry of a header, which any client can write, in the place of the peer's address. */
    ADDRESS_REWRITTEN(
            "The container or a framework takes the client's address from the first entry of a forwarding header, which any client "
                    + "can write. Switch that off and set notdisposable.client-ip.mode=chain, or let it trust proxies only."),

    /** The whole of IPv4 or IPv6 is trusted. */
    EVERYBODY_TRUSTED(
            "The trusted proxies hold every address there is: no entry of a forwarding header is taken for the client. Name the "
                    + "networks of the proxies.");

    private final String message;

    ClientIpWarning(String message) {
        this.message = message;
    }

    /** {@return the problem and the solution, in one or two sentences} */
    public String message() {
        return message;
    }
}
