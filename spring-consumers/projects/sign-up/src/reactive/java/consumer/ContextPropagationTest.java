/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Hooks;

/** The warning goes by what works, and not by a property. */
@ExtendWith(OutputCaptureExtension.class)
class ContextPropagationTest {

    private static final String WARNING = "which validators do not see here";

    @BeforeEach
    @AfterEach
    void leaveTheJvmAsItWas() {
        Hooks.disableAutomaticContextPropagation();
    }

    @Test
    void isThereWithTheStarterAlone(CapturedOutput output) {
        Running.with("--notdisposable.abuse.enabled=true").close();

        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void isMissedWhereItIsSwitchedOff(CapturedOutput output) {
        Running.with("--notdisposable.abuse.enabled=true", "--spring.reactor.context-propagation=limited")
                .close();

        assertThat(output).contains(WARNING);
    }
}
