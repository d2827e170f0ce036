/* SPDX-License-Identifier: Apache-2.0 */
/** The checker, the verdicts of a request and events in CDI. Needs the CDI API, 4.0 or later. */
@NullMarked
package io.github.notdisposable.jakarta.cdi;

import org.jspecify.annotations.NullMarked;
