/* SPDX-License-Identifier: Apache-2.0 */
/** What a persistence provider gets: the validators of the context whose entities it saves. */
@NullMarked
package io.github.notdisposable.spring.jpa;

import org.jspecify.annotations.NullMarked;
