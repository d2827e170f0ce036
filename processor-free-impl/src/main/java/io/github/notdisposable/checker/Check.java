/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.client.ClientIp;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One check.
 *
 * @param subject what is checked
 * @param wanted the traits that matter
 * @param client on whose behalf, or null
 * @param scope the scope in which it takes place, or null
 * @param mayBlock whether its thread may wait for a service; if not, backends answer from memory
 */
record Check(
        Subject subject,
        Set<EmailTrait> wanted,
        @Nullable ClientIp client,
        @Nullable CheckedEmails scope,
        boolean mayBlock) {

    Check withMayBlock(boolean mayBlockNow) {
        return new Check(subject, wanted, client, scope, mayBlockNow);
    }

    BackendQuery.Builder query(Deadline deadline) {
        EmailAddress address = subject.address();
        BackendQuery.Builder query = address != null
                ? BackendQuery.of(address, deadline)
                : BackendQuery.ofDomain(subject.domain(), deadline);
        return query.wanted(wanted).client(client).mayBlock(mayBlock);
    }

    @Override
    public String toString() {
        return "Check[" + subject + "]";
    }
}
