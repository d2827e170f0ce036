/* SPDX-License-Identifier: Apache-2.0 */
/** The address of the client on whose behalf an email address is checked. */
@NullMarked
package io.github.notdisposable.client;

import org.jspecify.annotations.NullMarked;
