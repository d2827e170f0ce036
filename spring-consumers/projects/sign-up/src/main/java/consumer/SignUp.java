/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import io.github.notdisposable.NotDisposable;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;

public record SignUp(@NotBlank @Email @NotDisposable(policyName = "sign-up") String email) {}
