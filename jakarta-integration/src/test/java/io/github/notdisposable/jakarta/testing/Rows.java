/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.testing;

import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.TrustedNetworks;
import io.github.notdisposable.fixtures.ClientIpCase;
import io.github.notdisposable.fixtures.ClientIpCase.HeaderLine;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Carries the rows of the table to a server: two headers say which row it is and what the container would report as the peer. */
public final class Rows {

    /** The header that names the row. */
    public static final String ROW = "Test-Row";

    /** The header that holds the peer's address, URL-encoded, since all real connections come from this machine. */
    public static final String PEER = "Test-Peer";

    private Rows() {}

    /** Returns the resolver that a row is about. */
    public static ClientIpResolver resolver(ClientIpCase row) {
        ClientIpResolver.Builder resolver = ClientIpResolver.builder()
                .mode(ClientIpResolver.Mode.valueOf(row.mode()))
                .trustedProxies(TrustedNetworks.of(row.trusted()))
                .onWarning(warning -> {});
        if (!row.header().isEmpty()) {
            resolver.header(row.header());
        }
        if (row.hops() > 0) {
            resolver.hops(row.hops());
        }
        return resolver.build();
    }

    /** Returns the header lines that make a request the one of a row. */
    public static List<HeaderLine> request(ClientIpCase row) {
        List<HeaderLine> lines = new ArrayList<>();
        lines.add(new HeaderLine(ROW, row.row()));
        lines.add(new HeaderLine(PEER, URLEncoder.encode(row.peer(), StandardCharsets.UTF_8)));
        lines.addAll(row.lines());
        return lines;
    }

    /** Returns the peer that the header holds. */
    public static String decode(String peer) {
        return URLDecoder.decode(peer, StandardCharsets.UTF_8);
    }

    /** Returns the address that is current, or a dash. */
    public static String current() {
        return ClientIpHolder.current().map(ClientIp::address).orElse("-");
    }
}
