/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.internal;

import io.github.notdisposable.client.ClientRequest;
import io.github.notdisposable.client.ClientRequest.Rewriting;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;

/** Tells a resolver what it needs to know of a Servlet request. */
public final class ServletClientRequest {

    /** Set by Tomcat's {@code RemoteIpValve} and {@code RemoteIpFilter} once they have replaced the address. */
    private static final String TOMCAT_FORWARDED = "org.apache.tomcat.request.forwarded";

    /**
     * The request of Spring's {@code ForwardedHeaderFilter}, by its name, since Spring may be absent. Its sibling, which only removes the
     * headers, leaves the address alone.
     */
    private static final String SPRING_FORWARDED =
            "org.springframework.web.filter.ForwardedHeaderFilter$ForwardedHeaderExtractingRequest";

    private ServletClientRequest() {}

    /**
     * Returns what a resolver needs to know. Whether Tomcat or Spring have put another address in the place of the peer's is found out by the
     * traces that they leave.
     *
     * @param request the request
     * @return the same for a resolver; valid as long as the request is
     */
    public static ClientRequest of(HttpServletRequest request) {
        return ClientRequest.of(request.getRemoteAddr(), name -> headerLines(request, name))
                .rewritten(rewriting(request));
    }

    private static List<String> headerLines(HttpServletRequest request, String name) {
        Enumeration<String> lines = request.getHeaders(name);
        return lines == null ? List.of() : Collections.list(lines);
    }

    private static Rewriting rewriting(HttpServletRequest request) {
        for (ServletRequest at = request; at instanceof ServletRequestWrapper wrapper; at = wrapper.getRequest()) {
            boolean spring = wrapper.getClass().getName().equals(SPRING_FORWARDED);
            if (spring
                    && !Objects.equals(
                            wrapper.getRemoteAddr(), wrapper.getRequest().getRemoteAddr())) {
                return Rewriting.FIRST_ENTRY;
            }
        }
        return Boolean.TRUE.equals(request.getAttribute(TOMCAT_FORWARDED)) ? Rewriting.TRUSTED_PROXIES : Rewriting.NONE;
    }
}
