/* SPDX-License-Identifier: Apache-2.0 */
/** What an answer to invalid input says of a refused address. */
@NullMarked
package io.github.notdisposable.spring.web;

import org.jspecify.annotations.NullMarked;
