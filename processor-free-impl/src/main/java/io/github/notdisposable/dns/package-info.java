/* SPDX-License-Identifier: Apache-2.0 */
/** Asks the DNS whether a domain accepts mail, and through which exchangers: {@link io.github.notdisposable.dns.MailServerLookup}. */
@NullMarked
package io.github.notdisposable.dns;

import org.jspecify.annotations.NullMarked;
