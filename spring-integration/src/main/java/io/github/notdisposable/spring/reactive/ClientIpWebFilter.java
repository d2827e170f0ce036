/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.reactive;

import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIpResolution;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.ClientRequest;
import io.github.notdisposable.client.ClientRequest.Rewriting;
import io.github.notdisposable.jakarta.internal.ServletClientRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Finds out the client of a request in WebFlux, and gathers the verdicts on the addresses that are validated there.
 *
 * <p>Both travel in Reactor's context, with the request's locale. Validators and {@link io.github.notdisposable.client.ClientIpHolder} see them on
 * whatever thread works for the request if Reactor restores thread-locals from its context, which the auto-configuration switches on. In either
 * case the exchange has them as the attributes {@link #RESOLUTION_ATTRIBUTE} and {@link #EMAILS_ATTRIBUTE}.
 *
 * <p>Thread-safe.
 */
@SuppressWarnings("exports") // Who uses this class has Spring and Reactor; who does not must be able to do without.
public final class ClientIpWebFilter implements WebFilter, Ordered {

    /** The attribute of the exchange that holds the {@link ClientIpResolution}. */
    public static final String RESOLUTION_ATTRIBUTE = "io.github.notdisposable.client-ip";

    /** The attribute of the exchange that holds the {@link CheckedEmails}. */
    public static final String EMAILS_ATTRIBUTE = "io.github.notdisposable.checked-emails";

    /** The keys in Reactor's context, under which the accessors of Micrometer's context propagation look. */
    private static final String CLIENT_KEY = "notdisposable.client-ip";

    private static final String EMAILS_KEY = "notdisposable.checked-emails";

    /** That of Spring's own accessor, whose class cannot be touched where context propagation is absent. */
    static final String LOCALE_KEY = "org.springframework.context.i18n.LocaleContextThreadLocalAccessor.KEY";

    private static final boolean SERVLETS_ARE_PRESENT =
            ClassUtils.isPresent("jakarta.servlet.http.HttpServletRequest", ClientIpWebFilter.class.getClassLoader());

    private final ClientIpResolver resolver;
    private final Rewriting rewriting;

    /**
     * Creates a filter.
     *
     * @param resolver finds out which address a request comes from
     * @param rewriting by which rule something in front of the filter, such as Spring's {@code ForwardedHeaderTransformer}, has put another
     *     address in the place of the peer's; with {@link Rewriting#NONE}, what Tomcat's own valve has done is seen nevertheless
     */
    public ClientIpWebFilter(ClientIpResolver resolver, Rewriting rewriting) {
        this.resolver = Objects.requireNonNull(resolver, "resolver");
        this.rewriting = Objects.requireNonNull(rewriting, "rewriting");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ClientIpResolution resolution = resolver.resolve(clientRequest(exchange.getRequest()));
        CheckedEmails emails = newEmails();
        exchange.getAttributes().put(RESOLUTION_ATTRIBUTE, resolution);
        exchange.getAttributes().put(EMAILS_ATTRIBUTE, emails);
        return chain.filter(exchange)
                .contextWrite(context -> resolution
                        .client()
                        .map(client -> context.put(CLIENT_KEY, client))
                        .orElseGet(() -> context.delete(CLIENT_KEY))
                        .put(EMAILS_KEY, emails)
                        .put(LOCALE_KEY, exchange.getLocaleContext()));
    }

    /** Returns whether Reactor restores thread-locals from its context, by trying. */
    static boolean isSeenByValidators() {
        CheckedEmails emails = newEmails();
        AtomicReference<@Nullable CheckedEmails> seen = new AtomicReference<>();
        Mono.fromRunnable(() -> seen.set(CheckedEmails.current().orElse(null)))
                .contextWrite(context -> context.put(EMAILS_KEY, emails))
                .subscribe();
        return seen.get() == emails;
    }

    /** {@return the highest precedence: what stands behind may ask for the client} */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /** Returns a scope that is current for no thread yet; Reactor makes it so where the request's work goes on. */
    private static CheckedEmails newEmails() {
        try (CheckedEmails emails = CheckedEmails.open()) {
            return emails;
        }
    }

    private ClientRequest clientRequest(ServerHttpRequest request) {
        return ClientRequest.of(peer(request.getRemoteAddress()), name -> lines(request.getHeaders(), name))
                .rewritten(rewriting(request));
    }

    /** Of Netty's handler there is no trace; a Servlet container's may have left one. */
    private Rewriting rewriting(ServerHttpRequest request) {
        return rewriting == Rewriting.NONE && SERVLETS_ARE_PRESENT ? OnServlets.rewriting(request) : rewriting;
    }

    /** The headers of Spring 6 are a map and those of Spring 7 are not: this is one of the few ways to read them that both have. */
    private static List<String> lines(HttpHeaders headers, String name) {
        for (Map.Entry<String, List<String>> header : headers.headerSet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return List.of();
    }

    private static @Nullable String peer(@Nullable InetSocketAddress remote) {
        if (remote == null) {
            return null;
        }
        return remote.getAddress() != null ? remote.getAddress().getHostAddress() : remote.getHostString();
    }

    /** Touched only where the Servlet API is present. */
    private static final class OnServlets {

        static Rewriting rewriting(ServerHttpRequest request) {
            return nativeRequest(request) instanceof HttpServletRequest servlet
                    ? ServletClientRequest.of(servlet).rewriting()
                    : Rewriting.NONE;
        }

        private static @Nullable Object nativeRequest(ServerHttpRequest request) {
            try {
                return ServerHttpRequestDecorator.getNativeRequest(request);
            } catch (IllegalArgumentException | IllegalStateException noServer) {
                // A mocked request, or one of the application's own.
                return null;
            }
        }
    }
}
