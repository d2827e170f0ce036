/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the sample on port 8080. */
@SpringBootApplication(proxyBeanMethods = false)
public class SignUpApplication {

    /**
     * Starts the sample.
     *
     * @param args Spring properties, such as {@code --server.port=8081}
     */
    public static void main(String[] args) {
        SpringApplication.run(SignUpApplication.class, args);
    }
}
