/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a resolver needs to know about a request. An adapter for a server makes one for each request:
 *
 * <pre>{@code
 * ClientRequest request = ClientRequest.of(exchange.remoteAddress(), exchange::headerLines);
 * }</pre>
 */
public final class ClientRequest {

    private final @Nullable String peer;
    private final Function<String, ? extends @Nullable List<String>> headerLines;
    private final Rewriting rewriting;

    private ClientRequest(
            @Nullable String peer,
            Function<String, ? extends @Nullable List<String>> headerLines,
            Rewriting rewriting) {
        this.peer = peer;
        this.headerLines = Objects.requireNonNull(headerLines, "headerLines");
        this.rewriting = Objects.requireNonNull(rewriting, "rewriting");
    }

    /**
     * Returns a request.
     *
     * @param peer the address of the peer that opened the connection, with or without a port, as the container reports it; {@code null} or any other
     *     text if it reports none
     * @param headerLines returns the values of a header by its name, one for each line, in the order of the request; takes the name in any
     *     case; empty or {@code null} if the header is absent
     * @return the request
     */
    public static ClientRequest of(
            @Nullable String peer, Function<String, ? extends @Nullable List<String>> headerLines) {
        return new ClientRequest(peer, headerLines, Rewriting.NONE);
    }

    /**
     * Returns this request, where somebody has put another address in the place of the peer's.
     *
     * @param rewriting by which rule
     * @return the request
     */
    public ClientRequest rewritten(Rewriting rewriting) {
        return new ClientRequest(peer, headerLines, rewriting);
    }

    /** {@return the address of the peer that opened the connection, or {@code null} if the container reports none} */
    public @Nullable String peer() {
        return peer;
    }

    /**
     * Returns the values of a header.
     *
     * @param name the name of the header, in any case
     * @return a value for each line, in the order of the request; empty if the header is absent
     */
    public List<String> headerLines(String name) {
        List<String> lines = headerLines.apply(name);
        return lines == null ? List.of() : lines;
    }

    /** {@return by which rule a container or a framework has replaced the address of the peer} */
    public Rewriting rewriting() {
        return rewriting;
    }

    @Override
    public String toString() {
        return "ClientRequest[hidden]";
    }

    /** By which rule a container or a framework has replaced the address of the peer before a resolver saw it. */
    public enum Rewriting {
        /** The address is that of the peer. */
        NONE,

        /** The header was walked from right to left over trusted proxies, as Tomcat's {@code RemoteIpValve} does. It is not walked again. */
        TRUSTED_PROXIES,

        /** The first entry of a header was taken, as Spring's {@code ForwardedHeaderFilter} does. Any client can write that entry. */
        FIRST_ENTRY
    }
}
