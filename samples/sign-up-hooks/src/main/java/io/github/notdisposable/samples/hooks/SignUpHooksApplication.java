/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.hooks;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** An application that answers the sign-up hooks of identity providers. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SignUpHooksApplication {

    /**
     * Starts the application.
     *
     * @param arguments Spring's
     */
    public static void main(String... arguments) {
        SpringApplication.run(SignUpHooksApplication.class, arguments);
    }
}
