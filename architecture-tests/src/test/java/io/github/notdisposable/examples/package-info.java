/* SPDX-License-Identifier: Apache-2.0 */
/** The examples of the documentation, so that a compiler reads them. Each interface holds those that go by the same names. */
@NullMarked
package io.github.notdisposable.examples;

import org.jspecify.annotations.NullMarked;
