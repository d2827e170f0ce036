/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.web;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Whether problem details are switched on, by one of Spring's own settings or by ours. */
final class OnProblemDetails extends AnyNestedCondition {

    OnProblemDetails() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty(name = "spring.mvc.problemdetails.enabled", havingValue = "true")
    static final class OfMvc {}

    @ConditionalOnProperty(name = "spring.webflux.problemdetails.enabled", havingValue = "true")
    static final class OfWebFlux {}

    @ConditionalOnProperty(name = "notdisposable.problem-details", havingValue = "true")
    static final class Ours {}
}
