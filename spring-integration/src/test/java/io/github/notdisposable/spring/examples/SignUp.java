/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.examples;

import io.github.notdisposable.NotDisposable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

// The example of docs/spring-boot.md, which a test holds against this file.

public record SignUp(@NotBlank @Email @NotDisposable String email) {}

@RestController
class SignUpController {

    @PostMapping("/signups")
    @ResponseStatus(HttpStatus.CREATED)
    void signUp(@Valid @RequestBody SignUp signUp) {}
}
