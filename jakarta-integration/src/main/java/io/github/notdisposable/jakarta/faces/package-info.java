/* SPDX-License-Identifier: Apache-2.0 */
/** A validator, functions and the view's locale for Jakarta Faces. Needs the Faces API, 4.0 or later. */
@NullMarked
package io.github.notdisposable.jakarta.faces;

import org.jspecify.annotations.NullMarked;
