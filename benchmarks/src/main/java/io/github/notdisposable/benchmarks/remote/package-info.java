/* SPDX-License-Identifier: Apache-2.0 */
/** Measures backends that ask a service, with a service on the machine itself. */
@NullMarked
package io.github.notdisposable.benchmarks.remote;

import org.jspecify.annotations.NullMarked;
