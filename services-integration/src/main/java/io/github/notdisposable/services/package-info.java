/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Back ends that ask a service over HTTP: user.cleaning, StopReg, and any other by configuration.
 *
 * <p>What leaves the process is said by each back end.
 */
@NullMarked
package io.github.notdisposable.services;

import org.jspecify.annotations.NullMarked;
