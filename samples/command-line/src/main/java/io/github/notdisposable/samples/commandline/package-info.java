/* SPDX-License-Identifier: Apache-2.0 */
/** A program that checks the addresses of a file, line by line or column by column. */
@NullMarked
package io.github.notdisposable.samples.commandline;

import org.jspecify.annotations.NullMarked;
