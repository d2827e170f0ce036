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
        long match = backend.findInAddress(address);
        return match != DomainTable.NOT_PLAIN && (DomainTable.flags(match) & unwelcome) == 0;
    }

    private static int flag(int flag, boolean wanted) {
        return wanted ? flag : 0;
    }
}
