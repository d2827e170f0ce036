/* SPDX-License-Identifier: Apache-2.0 */
/** Stand-ins for the services that backends ask. */
@NullMarked
package io.github.notdisposable.sandbox;

import org.jspecify.annotations.NullMarked;
