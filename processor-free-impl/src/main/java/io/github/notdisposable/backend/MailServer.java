/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mail exchanger of a domain (RFC 5321 section 5.1).
 *
 * @param hostname the host's name
 * @param priority its preference; the lowest is tried first
 */
public record MailServer(String hostname, int priority) implements Serializable {
    // By hand: what the compiler generates keeps the class loader of an application that has ended alive on JDK 17.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MailServer that && hostname.equals(that.hostname) && priority == that.priority;
    }

    @Override
    public int hashCode() {
        return Objects.hash(hostname, priority);
    }
}
