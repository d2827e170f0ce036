/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.app;

import io.github.notdisposable.NotDisposable;

/** The same as a record. */
public record RecordBody(@NotDisposable String email) {}
