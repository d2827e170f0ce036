/* SPDX-License-Identifier: Apache-2.0 */
/** Writes the catalogue of settings down for readers and for IDEs. Not API. */
@NullMarked
package io.github.notdisposable.internal.config;

import org.jspecify.annotations.NullMarked;
