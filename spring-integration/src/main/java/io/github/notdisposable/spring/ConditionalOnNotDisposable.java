/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Holds unless {@code notdisposable.enabled} is {@code false}. */
@SuppressWarnings("exports") // Who uses it has Spring.
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnNotDisposable.class)
public @interface ConditionalOnNotDisposable {}
