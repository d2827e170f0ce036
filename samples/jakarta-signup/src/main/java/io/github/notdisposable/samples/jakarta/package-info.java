/* SPDX-License-Identifier: Apache-2.0 */
/** A sign-up that lets no disposable address in: a Faces page for people and a REST resource for programs. */
@NullMarked
package io.github.notdisposable.samples.jakarta;

import org.jspecify.annotations.NullMarked;
