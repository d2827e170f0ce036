/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.micronaut;

import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.client.ClientIpResolution;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.ClientRequest;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.InetAddress;

/** Opens a scope for each request, on whichever thread works for it. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(-100)
final class RequestScopeFilter {

    private final ClientIpResolver resolver;

    RequestScopeFilter(ClientIpResolver resolver) {
        this.resolver = resolver;
    }

    @RequestFilter
    void open(HttpRequest<?> request, MutablePropagatedContext context) {
        InetAddress peer = request.getRemoteAddress().getAddress();
        ClientRequest client =
                ClientRequest.of(peer == null ? null : peer.getHostAddress(), request.getHeaders()::getAll);
        CheckedEmails checked = CheckedEmails.open();
        checked.close();
        context.add(new RequestScope(resolver.resolve(client), checked));
    }

    /** Makes client and verdicts current on a thread. */
    private record RequestScope(ClientIpResolution client, CheckedEmails checked)
            implements ThreadPropagatedContextElement<Runnable> {

        @Override
        public Runnable updateThreadContext() {
            ClientIpHolder.Scope asking = ClientIpHolder.open(client);
            CheckedEmails.Attachment verdicts = checked.attach();
            return () -> {
                verdicts.close();
                asking.close();
            };
        }

        @Override
        public void restoreThreadContext(Runnable opened) {
            opened.run();
        }
    }
}
