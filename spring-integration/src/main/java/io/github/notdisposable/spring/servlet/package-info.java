/* SPDX-License-Identifier: Apache-2.0 */
/** What the Servlet stack adds: a scope for each request, in which the verdicts on its addresses are kept. */
@NullMarked
package io.github.notdisposable.spring.servlet;

import org.jspecify.annotations.NullMarked;
