/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The interface of backends: implement {@link io.github.notdisposable.backend.EmailBackend} to ask a service or a list of your own.
 *
 * <p>A backend takes a {@link io.github.notdisposable.backend.BackendQuery} and returns a {@link io.github.notdisposable.backend.BackendAnswer}.
 * Failures are answers too; a backend throws nothing.
 */
@NullMarked
package io.github.notdisposable.backend;

import org.jspecify.annotations.NullMarked;
