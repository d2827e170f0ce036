/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.notdisposable.config.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConfigurationFailureAnalyzerTest {

    @Test
    void saysInPlainWordsWhatKeepsTheApplicationFromStarting(CapturedOutput output) {
        SpringApplicationBuilder application =
                new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE);
        assertThatThrownBy(() -> application.run("--notdisposable.dedline=1s"))
                .hasRootCauseInstanceOf(ConfigurationException.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(
                        "notdisposable.dedline (commandLineArgs) is not a setting; did you mean notdisposable.deadline?")
                .contains("Correct the property where it is set");
    }

    @EnableAutoConfiguration
    static class Application {}
}
