/* SPDX-License-Identifier: Apache-2.0 */
/** Scripted verdicts, assertions and a clock for tests of Spring Boot applications. */
@NullMarked
package io.github.notdisposable.spring.test;

import org.jspecify.annotations.NullMarked;
