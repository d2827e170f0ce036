/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.sandbox;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import org.jspecify.annotations.Nullable;

/** The fault that a stand-in shows for its next requests. */
final class Faults {

    private @Nullable Fault fault;
    private int requests;

    synchronized void set(@Nullable Fault next, int times) {
        fault = next;
        requests = times;
    }

    /** Returns the response of the fault, or null if there is none now. */
    synchronized @Nullable ResponseDefinition next() {
        if (fault == null || requests <= 0) {
            return null;
        }
        requests--;
        return fault.response();
    }
}
