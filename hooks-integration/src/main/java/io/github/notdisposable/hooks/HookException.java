/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

/** A request that is not answered as a sign-up: it does not come from the provider, or cannot be read. */
final class HookException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    HookException(Problem problem) {
        super(problem.text(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    /** Fixed texts: nothing of a request reaches an answer or a log. */
    enum Problem {
        TOO_LARGE(413, "The body is too large."),
        NOT_JSON(415, "The content type is not application/json."),
        UNREADABLE(400, "The body cannot be read."),
        NO_EMAIL(400, "There is no email address."),
        NOT_SIGNED(401, "The signature or the secret is missing."),
        BAD_SIGNATURE(401, "The signature or the secret does not match."),
        TOO_OLD(401, "The time of the request is outside the replay window."),
        WRONG_TOKEN(401, "The token was not issued for this hook."),
        NO_KEYS(503, "The keys of the issuer cannot be fetched.");

        private final int status;
        private final String text;

        Problem(int status, String text) {
            this.status = status;
            this.text = text;
        }

        int status() {
            return status;
        }

        String text() {
            return text;
        }
    }
}
