/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Checks addresses: an {@link io.github.notdisposable.checker.EmailChecker} finds the {@link io.github.notdisposable.checker.EmailVerdict}, and an
 * {@link io.github.notdisposable.checker.EmailRule} turns it into a refusal or none.
 *
 * <p>In a web request, {@link io.github.notdisposable.checker.CheckedEmails} has the verdicts on what was validated.
 */
@NullMarked
package io.github.notdisposable.checker;

import org.jspecify.annotations.NullMarked;
