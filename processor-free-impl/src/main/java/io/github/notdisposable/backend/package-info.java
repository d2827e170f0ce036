/* SPDX-License-Identifier: Apache-2.0 */
/** What a backend is: one method over one query. Implement {@link io.github.notdisposable.backend.EmailBackend} to ask a service of your own. */
@NullMarked
package io.github.notdisposable.backend;

import org.jspecify.annotations.NullMarked;
