/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The {@link io.github.notdisposable.NotDisposable} constraint, its ready-made compositions, the vocabulary of verdicts, and the one
 * interface through which the validator finds its implementation.
 */
module io.github.notdisposable.annotations {
    requires transitive jakarta.validation;
    requires static transitive org.jspecify;

    exports io.github.notdisposable;
    exports io.github.notdisposable.spi;
    exports io.github.notdisposable.validation;

    uses io.github.notdisposable.spi.NotDisposableEngine;
}
