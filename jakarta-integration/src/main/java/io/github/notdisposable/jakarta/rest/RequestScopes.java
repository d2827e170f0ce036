/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.rest;

import io.github.notdisposable.checker.CallerLocale;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.client.ClientIpResolution;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that one request has opened on the thread that began it.
 *
 * <p>Jakarta REST tells a filter when a response is ready, not when a thread leaves the request. So the scope of an asynchronous request, or of
 * one whose exception nothing maps, can stay on its thread; it is closed there before the next request opens its own.
 */
final class RequestScopes {

    private static final String PROPERTY = "io.github.notdisposable.request-scopes";

    private static final ThreadLocal<@Nullable RequestScopes> OF_THIS_THREAD = new ThreadLocal<>();

    private final ClientIpHolder.Scope client;
    private final CallerLocale.Scope locale;
    private final CheckedEmails emails;

    private RequestScopes(ClientIpResolution resolution, Locale caller) {
        client = ClientIpHolder.open(resolution);
        locale = CallerLocale.open(caller);
        emails = CheckedEmails.open();
    }

    static void open(ContainerRequestContext request, ClientIpResolution resolution) {
        RequestScopes leftOver = OF_THIS_THREAD.get();
        if (leftOver != null) {
            leftOver.closeScopes();
        }
        RequestScopes scopes = new RequestScopes(resolution, Languages.best(request.getAcceptableLanguages()));
        OF_THIS_THREAD.set(scopes);
        request.setProperty(PROPERTY, scopes);
    }

    static void close(ContainerRequestContext request) {
        if (request.getProperty(PROPERTY) instanceof RequestScopes scopes) {
            request.removeProperty(PROPERTY);
            scopes.closeScopes();
            if (OF_THIS_THREAD.get() == scopes) {
                OF_THIS_THREAD.remove();
            }
        }
    }

    private void closeScopes() {
        emails.close();
        locale.close();
        client.close();
    }
}
