/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.Test;

class MissingImplementationTest {

    record SignUp(@NotDisposable String email) {}

    @Test
    void namesTheMissingArtifactInOneSentence() {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            var validator = factory.getValidator();
            assertThatThrownBy(() -> validator.validate(new SignUp("bob@example.com")))
                    .isInstanceOf(ConstraintDeclarationException.class)
                    .hasMessage("@NotDisposable has no implementation: add the artifact"
                            + " io.github.notdisposable:notdisposable to the class path.");
        }
    }
}
