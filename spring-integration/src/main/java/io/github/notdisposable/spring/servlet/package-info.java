/* SPDX-License-Identifier: Apache-2.0 */
/** What the Servlet stack adds: the client of each request, and a scope in which the verdicts on its addresses are kept. */
@NullMarked
package io.github.notdisposable.spring.servlet;

import org.jspecify.annotations.NullMarked;
