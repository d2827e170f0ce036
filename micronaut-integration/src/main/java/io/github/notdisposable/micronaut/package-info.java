/* SPDX-License-Identifier: Apache-2.0 */
/** Settings, messages and the client's address in Micronaut 4. Adding the artifact is enough. */
@NullMarked
package io.github.notdisposable.micronaut;

import org.jspecify.annotations.NullMarked;
