/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.internal.data.BundledData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is checked: an address, or a domain alone. */
record Subject(@Nullable EmailAddress address, String domain) {

    static Subject of(EmailAddress address) {
        return new Subject(address, address.domain());
    }

    static Subject ofDomain(String domain) {
        return new Subject(null, domain);
    }

    String normalized() {
        return address != null ? address.normalized() : domain;
    }

    String root() {
        String registrable = BundledData.get().suffixes().registrableDomain(domain);
        return registrable != null ? registrable : domain;
    }

    /** What identifies the subject within a request. */
    String text() {
        return address != null ? address.text() : domain;
    }

    EmailVerdict listed(Category category, EmailTrait trait, String source, String entry) {
        String root = root();
        return new EmailVerdict(
                normalized(),
                domain,
                root,
                !root.equals(domain),
                category,
                Set.of(trait),
                null,
                null,
                source,
                entry,
                List.of(),
                List.of(),
                Map.of(),
                null,
                Map.of());
    }

    @Override
    public String toString() {
        return "Subject[domain=" + domain + "]";
    }
}
