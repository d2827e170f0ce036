/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import jakarta.validation.ConstraintDeclarationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which class names a policy that is not defined, in place of a stack trace. */
final class PolicyFailureAnalyzer extends AbstractFailureAnalyzer<ConstraintDeclarationException> {

    PolicyFailureAnalyzer() {}

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ConstraintDeclarationException cause) {
        String message = cause.getMessage();
        return message == null || !message.contains("@NotDisposable")
                ? null
                : new FailureAnalysis(
                        message,
                        "Define the policy in the configuration, or correct 'policyName' in the class.",
                        cause);
    }
}
