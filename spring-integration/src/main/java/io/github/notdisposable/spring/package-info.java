/* SPDX-License-Identifier: Apache-2.0 */
/** Gives a Spring Boot application its {@link io.github.notdisposable.checker.EmailChecker} and binds the constraint to it. */
@NullMarked
package io.github.notdisposable.spring;

import org.jspecify.annotations.NullMarked;
