/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.hooks;

import io.github.notdisposable.hooks.CognitoPreSignUp;
import io.github.notdisposable.hooks.SignUpRefusedException;
import java.io.IOException;

/** Calls the trigger of Amazon Cognito as its runtime does: the event from standard input, the answer to standard output. */
final class CognitoMain {

    private CognitoMain() {}

    public static void main(String... arguments) throws IOException {
        try {
            new CognitoPreSignUp().handleRequest(System.in, System.out);
        } catch (SignUpRefusedException refused) {
            System.err.println("PreSignUp failed with error " + refused.getMessage());
            System.exit(1);
        }
    }
}
