/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The {@code notdisposable.*} settings: one catalog of keys, the sources they are read from, and the checker that they describe.
 *
 * <p>Start with {@link io.github.notdisposable.config.Settings#load} and {@link io.github.notdisposable.config.ConfiguredChecker#of}.
 * Frameworks put a {@link io.github.notdisposable.config.SettingsSource} of their own before the sources that are always there.
 */
@NullMarked
package io.github.notdisposable.config;

import org.jspecify.annotations.NullMarked;
