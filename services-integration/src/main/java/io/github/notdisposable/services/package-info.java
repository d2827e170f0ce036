/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Backends that ask a service over HTTP: user.cleaning, StopReg, and any other by configuration.
 *
 * <p>Each backend documents what leaves the process.
 */
@NullMarked
package io.github.notdisposable.services;

import org.jspecify.annotations.NullMarked;
