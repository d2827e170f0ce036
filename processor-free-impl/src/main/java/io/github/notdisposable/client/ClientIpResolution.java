/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The address of a request's client, or why it is not known. Immutable, and thread-safe. */
public final class ClientIpResolution {

    private final @Nullable ClientIp client;
    private final @Nullable Reason reason;

    private ClientIpResolution(@Nullable ClientIp client, @Nullable Reason reason) {
        this.client = client;
        this.reason = reason;
    }

    /**
     * Returns a resolution that found the client.
     *
     * @param client the client
     * @return the resolution
     */
    public static ClientIpResolution of(ClientIp client) {
        return new ClientIpResolution(Objects.requireNonNull(client, "client"), null);
    }

    /**
     * Returns a resolution that did not find the client.
     *
     * @param reason why not
     * @return the resolution
     */
    public static ClientIpResolution none(Reason reason) {
        return new ClientIpResolution(null, Objects.requireNonNull(reason, "reason"));
    }

    /** {@return the client; empty if it is not known} */
    public Optional<ClientIp> client() {
        return Optional.ofNullable(client);
    }

    /** {@return why the client is not known; empty if it is} */
    public Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientIpResolution that && Objects.equals(client, that.client) && reason == that.reason;
    }

    @Override
    public int hashCode() {
        return Objects.hash(client, reason);
    }

    @Override
    public String toString() {
        return "ClientIpResolution[" + (reason == null ? "hidden" : reason) + "]";
    }

    /** Why a client is not known. */
    public enum Reason {
        /** The container reports no address, or one that cannot be read; so it is with an unnamed Unix domain socket. */
        NO_PEER,

        /** The header is absent, or holds nothing. */
        NO_HEADER,

        /** Each entry of the header is a trusted proxy. */
        ALL_TRUSTED,

        /** The entry that counts is no address. What stands further left is not looked at. */
        UNREADABLE,

        /** The header has fewer entries than there are proxies. */
        TOO_SHORT,

        /** The header should hold one address and holds several. */
        SEVERAL_VALUES
    }
}
