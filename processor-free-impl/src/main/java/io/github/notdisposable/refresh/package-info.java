/* SPDX-License-Identifier: Apache-2.0 */
/** Keeps lists of disposable domains up to date while the application runs: {@link io.github.notdisposable.refresh.ListRefresher}. */
@NullMarked
package io.github.notdisposable.refresh;

import org.jspecify.annotations.NullMarked;
