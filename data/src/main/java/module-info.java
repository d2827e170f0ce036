/* SPDX-License-Identifier: Apache-2.0 */
/** The bundled data of NotDisposable: resources alone, below {@code META-INF/notdisposable-data}. */
module io.github.notdisposable.data {}
