/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

/** Tells Amazon Cognito that a user is refused. The message is the library's text in the user's language, and holds nothing of the address. */
public final class SignUpRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SignUpRefusedException(String text) {
        super(text, null, false, false);
    }
}
