/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.test.examples;

import io.github.notdisposable.Block;
import io.github.notdisposable.NotDisposable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SignUpController {

    @PostMapping("/signups")
    void signUp(@Valid @RequestBody SignUp signUp) {}

    record SignUp(
            @NotBlank @NotDisposable(block = Block.RELAY) String email) {}
}
