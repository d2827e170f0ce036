/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import io.github.notdisposable.NotDisposable;

/** Stands in no bean's signature, so that nothing but the starter's hints points to its constraint. */
record PlainRecord(@NotDisposable String email) {}
