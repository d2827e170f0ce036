/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Answers the sign-up hooks of identity providers: {@link io.github.notdisposable.hooks.SignUpHook} over HTTP,
 * {@link io.github.notdisposable.hooks.CognitoPreSignUp} as a Lambda function.
 */
@NullMarked
package io.github.notdisposable.hooks;

import org.jspecify.annotations.NullMarked;
