/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.refresh;

import java.util.Set;

/** Takes the domains of all lists whenever they have changed. */
@FunctionalInterface
public interface DomainSink {

    /**
     * Takes the domains in place of those it was given before. Called by one thread at a time, before {@link ListRefresher#refreshNow()} returns.
     *
     * @param domains all domains, in canonical form; immutable, and never empty
     */
    void publish(Set<String> domains);
}
