/* SPDX-License-Identifier: Apache-2.0 */
/** The client's address in Servlet containers. Needs the Servlet API, 6.0 or later. */
@NullMarked
package io.github.notdisposable.jakarta.servlet;

import org.jspecify.annotations.NullMarked;
