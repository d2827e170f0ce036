/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static io.github.notdisposable.providertests.Validators.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.NotDisposable;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.Test;

class OutOfTheBoxTest {

    @Test
    void worksWithNothingBoundRegisteredOrConfigured() {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            Validator validator = factory.getValidator();

            assertThat(messages(validator.validate(new SignUp("bob@x.mailinator.com"))))
                    .containsExactly("Please use a permanent email address. Disposable addresses are not allowed.");
            assertThat(validator.validate(new SignUp("bob@gmail.com"))).isEmpty();
            assertThat(validator.validate(new SignUp("bob@company.example"))).isEmpty();
        }
    }

    record SignUp(@NotDisposable String email) {}
}
