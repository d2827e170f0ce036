/* SPDX-License-Identifier: Apache-2.0 */
/** Health, info, metrics, tracing and an endpoint for operators, where Spring Boot's Actuator and Micrometer are there. */
@NullMarked
package io.github.notdisposable.spring.actuate;

import org.jspecify.annotations.NullMarked;
