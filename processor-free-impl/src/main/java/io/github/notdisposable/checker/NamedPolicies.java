/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.internal.DidYouMean;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;

/** The named policies of a checker. Immutable and thread-safe. */
final class NamedPolicies {

    private final Map<String, NamedPolicy> byName;

    /**
     * Creates the policies.
     *
     * @param policies no two of one name
     * @param whenUnavailable what happens in an outage where a policy does not say
     */
    NamedPolicies(Collection<NamedPolicy> policies, WhenUnavailable whenUnavailable) {
        byName = policies.stream()
                .collect(toUnmodifiableMap(NamedPolicy::name, policy -> policy.withDefault(whenUnavailable)));
    }

    Map<String, NamedPolicy> byName() {
        return byName;
    }

    /**
     * Returns the policy of a name.
     *
     * @throws IllegalArgumentException if there is none, with the name that was probably meant
     */
    NamedPolicy get(String name) {
        NamedPolicy policy = byName.get(name);
        if (policy == null) {
            String written = DidYouMean.printable(name);
            throw new IllegalArgumentException("There is no policy named '" + written + "'"
                    + DidYouMean.nearest(name, new TreeSet<>(byName.keySet()))
                            .map(nearest -> "; did you mean '" + nearest + "'? The")
                            .orElse(". The")
                    + " keys notdisposable.policies." + (NamedPolicy.isName(name) ? name : "NAME")
                    + ".policy and .block define one.");
        }
        return policy;
    }
}
