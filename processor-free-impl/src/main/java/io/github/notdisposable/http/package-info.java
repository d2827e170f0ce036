/* SPDX-License-Identifier: Apache-2.0 */
/** How the library reaches other servers over HTTP: timeouts, proxy and trusted certificates. */
@NullMarked
package io.github.notdisposable.http;

import org.jspecify.annotations.NullMarked;
