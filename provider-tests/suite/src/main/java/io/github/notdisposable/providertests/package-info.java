/* SPDX-License-Identifier: Apache-2.0 */
/** What every validation provider must do with the constraint, and do alike. */
@NullMarked
package io.github.notdisposable.providertests;

import org.jspecify.annotations.NullMarked;
