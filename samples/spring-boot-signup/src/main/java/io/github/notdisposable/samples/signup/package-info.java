/* SPDX-License-Identifier: Apache-2.0 */
/** A sign-up form that lets no disposable address in: a page for people and an interface for programs. */
@NullMarked
package io.github.notdisposable.samples.signup;

import org.jspecify.annotations.NullMarked;
