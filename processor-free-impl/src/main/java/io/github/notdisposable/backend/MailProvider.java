/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A company that runs a domain's mail, as reported by StopReg.
 *
 * @param slug its identifier, such as {@code zoho corporation}
 * @param serviceType {@code mailbox}, {@code hosting}, {@code relay} or {@code disposable}; {@code null} if not known
 * @param grade its grade, such as {@code professional} or {@code standard}; {@code null} if not known
 */
public record MailProvider(
        String slug, @Nullable String serviceType, @Nullable String grade) implements Serializable {
    // By hand: what the compiler generates keeps the class loader of an application that has ended alive on JDK 17.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MailProvider that
                && slug.equals(that.slug)
                && Objects.equals(serviceType, that.serviceType)
                && Objects.equals(grade, that.grade);
    }

    @Override
    public int hashCode() {
        return Objects.hash(slug, serviceType, grade);
    }
}
