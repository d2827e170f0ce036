/* SPDX-License-Identifier: Apache-2.0 */
/** What each request must resolve to, as data for the tests of every adapter, and what sends such requests. */
@NullMarked
package io.github.notdisposable.cases;

import org.jspecify.annotations.NullMarked;
