/* SPDX-License-Identifier: Apache-2.0 */
/** The checker, the client's address and the verdicts of a request in Quarkus 3. Adding the artifact is enough. */
@NullMarked
package io.github.notdisposable.quarkus;

import org.jspecify.annotations.NullMarked;
