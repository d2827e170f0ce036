/* SPDX-License-Identifier: Apache-2.0 */
/** Endpoints for the sign-up hooks of identity providers. */
@NullMarked
package io.github.notdisposable.samples.hooks;

import org.jspecify.annotations.NullMarked;
