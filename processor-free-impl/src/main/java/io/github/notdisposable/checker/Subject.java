/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.address.DomainEnd;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.internal.data.BundledData;
import org.jspecify.annotations.Nullable;

/**
 * What is checked: an address, a domain alone, or the domain in which a value ends that is neither.
 *
 * @param address the address, or null
 * @param domain the domain in canonical form
 * @param text what identifies the subject within a request, in each of its spellings
 * @param ofLists the verdict of lists, where nobody else may be asked; else null
 */
record Subject(
        @Nullable EmailAddress address,
        String domain,
        String text,
        @Nullable EmailVerdict ofLists) {

    static Subject of(EmailAddress address) {
        return new Subject(address, address.domain(), address.canonicalLocalPart() + '@' + address.domain(), null);
    }

    static Subject ofDomain(String domain) {
        return new Subject(null, domain, domain, null);
    }

    /** Returns a subject in the place of a value that ends in this one. */
    Subject inPlaceOf(DomainEnd end, EmailVerdict verdict) {
        return new Subject(null, domain, end.text(), verdict);
    }

    /**
     * Returns what the subject says of itself.
     *
     * @param knownRoot its registrable domain if somebody knows it better than the public suffix list, else null
     */
    BackendAnswer facts(@Nullable String knownRoot) {
        String root = knownRoot != null ? knownRoot : registrableDomain();
        return BackendAnswer.about(Scope.ADDRESS)
                .normalized(address != null ? address.normalized() : domain)
                .root(root)
                .subdomain(!root.equals(domain))
                .build();
    }

    private String registrableDomain() {
        String registrable = BundledData.get().suffixes().registrableDomain(domain);
        return registrable != null ? registrable : domain;
    }

    @Override
    public String toString() {
        return "Subject[domain=" + domain + "]";
    }
}
