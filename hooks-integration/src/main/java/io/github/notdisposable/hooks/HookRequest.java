/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request of an identity provider, as any server or function can give it.
 *
 * <p>Immutable but for the array, which is neither copied nor changed.
 */
public final class HookRequest {

    /** The longest body that is read. Who reads a request may stop one byte after. */
    public static final int MAX_BODY_BYTES = 256 * 1024;

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;

    private HookRequest(Map<String, ? extends Collection<String>> headers, byte[] body) {
        headers.forEach((name, values) ->
                this.headers.computeIfAbsent(name, first -> new ArrayList<>()).addAll(values));
        this.body = Objects.requireNonNull(body, "body");
    }

    /**
     * Returns a request.
     *
     * @param headers the values of each header by its name, in any case
     * @param body the body, byte for byte as it arrived: signatures are made over it
     * @return the request
     */
    public static HookRequest of(Map<String, ? extends Collection<String>> headers, byte[] body) {
        return new HookRequest(headers, body);
    }

    /**
     * Returns the value of a header.
     *
     * @param name the name, in any case
     * @return the value; {@code null} if the header is absent, or is there more than once
     */
    public @Nullable String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : null;
    }

    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return "HookRequest[hidden]";
    }
}
