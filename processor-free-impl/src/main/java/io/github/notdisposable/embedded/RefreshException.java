/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

/** Ends the refreshing of one list. Its message holds nothing that came from the network. */
final class RefreshException extends Exception {

    private static final long serialVersionUID = 1L;

    private final RefreshResult.Problem problem;

    RefreshException(RefreshResult.Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    RefreshResult.Problem problem() {
        return problem;
    }
}
