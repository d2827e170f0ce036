/* SPDX-License-Identifier: Apache-2.0 */
/** Not API: what everything has in common that asks over HTTP. */
@NullMarked
package io.github.notdisposable.internal.http;

import org.jspecify.annotations.NullMarked;
