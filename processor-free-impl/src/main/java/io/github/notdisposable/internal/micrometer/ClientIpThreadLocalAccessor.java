/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.micrometer;

import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries the client of {@link ClientIpHolder} to other threads with Micrometer's context propagation, as Reactor and Spring use it.
 *
 * <p>It is found through {@code META-INF/services} on the class path. A module cannot provide a service of another one that may be absent, so
 * on the module path nothing registers it.
 */
public final class ClientIpThreadLocalAccessor implements ThreadLocalAccessor<ClientIp> {

    /** The key of the client, {@code notdisposable.client-ip}. */
    public static final String KEY = "notdisposable.client-ip";

    /** The one scope that this class holds open on a thread; replacing it keeps values that are set and never restored from piling up. */
    private static final ThreadLocal<ClientIpHolder.@Nullable Scope> OWN = new ThreadLocal<>();

    /** Creates an accessor. All of them share one state. */
    public ClientIpThreadLocalAccessor() {}

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable ClientIp getValue() {
        return ClientIpHolder.current().orElse(null);
    }

    @Override
    public void setValue(ClientIp value) {
        show(Objects.requireNonNull(value, "value"));
    }

    @Override
    public void setValue() {
        show(null);
    }

    @Override
    public void restore(ClientIp previousValue) {
        show(previousValue);
    }

    @Override
    public void restore() {
        show(null);
    }

    /** Makes the client current, with a scope of its own unless the scopes that others opened say the same. */
    private static void show(@Nullable ClientIp client) {
        ClientIpHolder.Scope own = OWN.get();
        if (own != null) {
            own.close();
            OWN.remove();
        }
        if (!Objects.equals(client, ClientIpHolder.current().orElse(null))) {
            OWN.set(ClientIpHolder.open(client));
        }
    }
}
