/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SignUpController {

    @PostMapping("/signups")
    String signUp(@Valid @RequestBody SignUp signUp) {
        return "welcome";
    }
}
