/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The backend that asks no service: the bundled data, lists that it downloads, and the DNS where a wanted trait needs it. See
 * {@link io.github.notdisposable.embedded.EmbeddedBackend}.
 */
@NullMarked
package io.github.notdisposable.embedded;

import org.jspecify.annotations.NullMarked;
