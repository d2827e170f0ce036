/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

/** A text in the answer of a {@link JsonBackend} that reaches the verdict as it is. */
public enum JsonField {
    /** The domain that was probably meant; an address stands for its domain. */
    SUGGESTION,

    /** The name of the mail service. */
    PROVIDER,

    /** The normal form of the address. */
    NORMALIZED,

    /** The registrable domain. */
    ROOT,

    /** What the service says in words, of a ban above all. */
    DETAIL
}
