/* SPDX-License-Identifier: Apache-2.0 */
/** The client's address in Jakarta REST. Needs the Jakarta REST API, 3.1 or later. */
@NullMarked
package io.github.notdisposable.jakarta.rest;

import org.jspecify.annotations.NullMarked;
