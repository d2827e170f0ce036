/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

/**
 * What rows can be copied from.
 *
 * @param domains for plain addresses
 * @param values for all other values
 */
record KnownRows(KnownDomains domains, KnownValues values) {}
