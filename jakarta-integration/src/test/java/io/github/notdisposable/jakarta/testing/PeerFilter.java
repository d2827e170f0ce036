/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.testing;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** Puts the peer of the row in the place of this machine's address, as the connector would report it. */
public final class PeerFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String peer = ((HttpServletRequest) request).getHeader(Rows.PEER);
        chain.doFilter(
                peer == null ? request : new FromPeer((HttpServletRequest) request, Rows.decode(peer)), response);
    }

    private static final class FromPeer extends HttpServletRequestWrapper {

        private final String peer;

        FromPeer(HttpServletRequest request, String peer) {
            super(request);
            this.peer = peer;
        }

        @Override
        public String getRemoteAddr() {
            return peer;
        }
    }
}
