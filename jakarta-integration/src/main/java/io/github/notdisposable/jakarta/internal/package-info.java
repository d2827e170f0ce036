/* SPDX-License-Identifier: Apache-2.0 */
/** What several packages of this module need. Not API. */
@NullMarked
package io.github.notdisposable.jakarta.internal;

import org.jspecify.annotations.NullMarked;
