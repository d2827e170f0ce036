/* SPDX-License-Identifier: Apache-2.0 */
/** The backend that needs nobody: the bundled data, and the DNS where a wanted trait needs it. */
@NullMarked
package io.github.notdisposable.embedded;

import org.jspecify.annotations.NullMarked;
