/* SPDX-License-Identifier: Apache-2.0 */
/** NotDisposable in Keycloak: a validator of the user profile, and a required action for addresses from before. */
@NullMarked
package io.github.notdisposable.keycloak;

import org.jspecify.annotations.NullMarked;
