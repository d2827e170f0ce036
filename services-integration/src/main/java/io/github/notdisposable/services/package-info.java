/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Backends that ask a service over HTTP: user.cleaning, StopReg, and any other by configuration.
 *
 * <p>What leaves the process is said by each backend.
 */
@NullMarked
package io.github.notdisposable.services;

import org.jspecify.annotations.NullMarked;
