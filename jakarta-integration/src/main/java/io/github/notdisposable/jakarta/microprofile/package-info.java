/* SPDX-License-Identifier: Apache-2.0 */
/** Settings from MicroProfile Config. Needs its API, 3.0 or later. */
@NullMarked
package io.github.notdisposable.jakarta.microprofile;

import org.jspecify.annotations.NullMarked;
