/* SPDX-License-Identifier: Apache-2.0 */
/** Checks addresses: verdicts, and the rule that turns a verdict into a refusal. */
@NullMarked
package io.github.notdisposable.checker;

import org.jspecify.annotations.NullMarked;
