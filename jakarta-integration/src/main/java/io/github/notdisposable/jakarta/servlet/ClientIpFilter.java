/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.servlet;

import io.github.notdisposable.checker.CallerLocale;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.client.ClientIpResolution;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.jakarta.internal.ServletClientRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the client of a request current for whatever runs behind, and its locale that of the caller, and gathers the verdicts on the addresses that
 * are validated there.
 *
 * <p>It registers itself (see {@link ClientIpInitializer}) unless the application does: {@link #register} puts it in front of everything, for all kinds of dispatches. A container that creates it itself, from {@code web.xml},
 * uses the constructor without arguments: the settings {@code notdisposable.client-ip.*} then come from the filter's parameters, the
 * context's, and where they always are.
 *
 * <p>The client is found out once for a request; asynchronous, error, forward and include dispatches see the same one, and the same
 * {@link CheckedEmails}. Behind each of them the thread is left as it was. A thread that the application starts itself sees neither:
 * {@link ClientIpHolder#snapshot()} and {@link CheckedEmails#attach()} carry them over.
 *
 * <p>Thread-safe.
 */
public final class ClientIpFilter implements Filter {

    /** The request attribute that holds the {@link ClientIpResolution}, for an access log for example. */
    public static final String RESOLUTION_ATTRIBUTE = "io.github.notdisposable.client-ip";

    private static final String EMAILS_ATTRIBUTE = "io.github.notdisposable.checked-emails";

    /** The name of the filter that registers itself, and the context attribute that says that the application has one of its own. */
    private static final String STAND_IN = "io.github.notdisposable.client-ip-filter";

    private static final String OWN_ATTRIBUTE = "io.github.notdisposable.own-client-ip-filter";

    private volatile @Nullable ClientIpResolver resolver;
    private boolean standIn;

    /** Creates a filter that is set up by {@link #init}. */
    public ClientIpFilter() {}

    /**
     * Creates a filter.
     *
     * @param resolver finds out which address a request comes from
     */
    public ClientIpFilter(ClientIpResolver resolver) {
        this.resolver = Objects.requireNonNull(resolver, "resolver");
    }

    /**
     * Registers a filter in front of all others that are mapped to URL patterns, for all requests and all kinds of dispatches.
     *
     * @param context a context that is still starting
     * @param resolver finds out which address a request comes from
     * @return the registration
     * @throws IllegalStateException if the context has started, or has a filter of this name
     */
    public static FilterRegistration.Dynamic register(ServletContext context, ClientIpResolver resolver) {
        String name = ClientIpFilter.class.getName();
        FilterRegistration.Dynamic registration = context.addFilter(name, new ClientIpFilter(resolver));
        if (registration == null) {
            throw new IllegalStateException("The context has a filter of the name " + name);
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        return registration;
    }

    /** Registers a filter that goes by the settings, and stands back where the application brings one before it has started. */
    static void registerItself(ServletContext context, boolean first) {
        ClientIpFilter itself = new ClientIpFilter();
        itself.standIn = true;
        FilterRegistration.Dynamic registration = context.addFilter(STAND_IN, itself);
        if (registration != null) {
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), !first, "/*");
        }
    }

    /** Tells whether the application has brought a filter of its own, however it did. */
    private boolean isReplaced(HttpServletRequest request) {
        return standIn && request.getServletContext().getAttribute(OWN_ATTRIBUTE) != null;
    }

    @Override
    public void init(FilterConfig config) {
        if (!standIn) {
            config.getServletContext().setAttribute(OWN_ATTRIBUTE, true);
        }
        if (resolver == null) {
            resolver = ServletSettings.resolver(config);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http)) {
            chain.doFilter(request, response);
            return;
        }
        if (isReplaced(http)) {
            chain.doFilter(request, response);
            return;
        }
        ClientIpHolder.Scope scope = ClientIpHolder.open(resolution(http));
        CallerLocale.Scope locale = CallerLocale.open(http.getLocale());
        try {
            doInScope(http, response, chain);
        } finally {
            locale.close();
            scope.close();
        }
    }

    private static void doInScope(HttpServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(EMAILS_ATTRIBUTE) instanceof CheckedEmails ofThisRequest) {
            CheckedEmails.Attachment attachment = ofThisRequest.attach();
            try {
                chain.doFilter(request, response);
            } finally {
                attachment.close();
            }
            return;
        }
        CheckedEmails emails = CheckedEmails.open();
        try {
            request.setAttribute(EMAILS_ATTRIBUTE, emails);
            chain.doFilter(request, response);
        } finally {
            emails.close();
        }
    }

    /** Returns the client, found out once: later dispatches may see a request that others have wrapped or a framework has rewritten. */
    private ClientIpResolution resolution(HttpServletRequest request) {
        if (request.getAttribute(RESOLUTION_ATTRIBUTE) instanceof ClientIpResolution known) {
            return known;
        }
        ClientIpResolver finder = resolver;
        if (finder == null) {
            throw new IllegalStateException("The filter was not initialised");
        }
        ClientIpResolution resolution = finder.resolve(ServletClientRequest.of(request));
        request.setAttribute(RESOLUTION_ATTRIBUTE, resolution);
        return resolution;
    }
}
