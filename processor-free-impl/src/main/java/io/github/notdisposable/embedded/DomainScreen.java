/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.internal.data.DomainTable;
import java.util.Set;

/**
 * Tells without an allocation that nothing speaks against the domain of a plainly written address. For all others the long way tells.
 */
final class DomainScreen {

    private final EmbeddedBackend backend;
    private final int unwelcome;

    DomainScreen(EmbeddedBackend backend, Set<EmailTrait> wanted) {
        this.backend = backend;
        unwelcome = DomainTable.DISPOSABLE
                | flag(DomainTable.SUSPICIOUS, wanted.contains(EmailTrait.SUSPICIOUS))
                | flag(DomainTable.RELAY, wanted.contains(EmailTrait.RELAY))
                | flag(DomainTable.PUBLIC, wanted.contains(EmailTrait.PUBLIC));
    }

    boolean test(String address) {
        int from = address.lastIndexOf('@') + 1;
        return from > 1
                && isPlainDomain(address, from)
                && (DomainTable.flags(backend.find(address, from, address.length())) & unwelcome) == 0;
    }

    /** Letters, digits, hyphens and inner dots of ASCII: nothing that the canonical form would write otherwise, but for the case. */
    private static boolean isPlainDomain(String address, int from) {
        int end = address.length();
        if (from == end || address.charAt(end - 1) == '.') {
            return false;
        }
        for (int i = from; i < end; i++) {
            char c = address.charAt(i);
            char lower = (char) (c | 0x20);
            if ((lower < 'a' || lower > 'z') && (c < '0' || c > '9') && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static int flag(int flag, boolean wanted) {
        return wanted ? flag : 0;
    }
}
