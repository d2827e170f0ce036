/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What is wrong with the settings ends the start, and is told with its place. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {

    @ParameterizedTest
    @CsvSource({
        "'embedded,stopreg', --notdisposable.stopreg.api-token=${STOPREG_TOKEN_THAT_IS_NOT_SET}, notdisposable.stopreg.api-token, STOPREG_TOKEN_THAT_IS_NOT_SET",
        "embedded, --spring.config.import=classpath:wrong-entry.properties, [wrong-entry.properties] - 2:21, 'entry 2: \"...@bad_domain..example\"'",
        "embedded, --notdisposable.bakends=embedded, notdisposable.bakends, notdisposable.backends"
    })
    void namesTheKeyTheValueAndTheirPlace(
            String backends, String argument, String place, String value, CapturedOutput output) {
        Throwable failure = catchThrowable(
                () -> Running.with("--notdisposable.backends=" + backends, argument).close());

        assertThat(failure).isNotNull();
        assertThat(output.getAll()).contains(place).contains(value);
    }

    @Test
    void leavesPlaceholdersOfOthersAlone() {
        try (Running running = Running.with(
                new Class<?>[] {Application.class},
                context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", Map.of("CIRCULAR", "${CIRCULAR}", "OPEN", "${NO_SUCH}"))),
                "--unrelated=${unrelated}",
                "--notdisposable.deadline=${time}",
                "--time=3s")) {
            assertThat(running.bean(Settings.class).get(SettingsCatalog.DEADLINE)).hasSeconds(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"guests, sign-up, consumer.Guest", "sign-up, guests, consumer.SignUp"})
    void namesTheClassWhosePolicyIsNotDefined(String undefined, String defined, String user, CapturedOutput output) {
        Throwable failure = catchThrowable(() -> Running.with(
                        "--spring.config.location=classpath:no-policies.properties",
                        "--notdisposable.policies." + defined + ".block=relay")
                .close());

        assertThat(failure).isNotNull();
        assertThat(output.getAll())
                .contains(user + ": ")
                .contains("no policy named '" + undefined + "'")
                .contains("Define the policy in the configuration");
    }

    @Test
    void warnsOfASettingThatHasNoEffect(CapturedOutput output) {
        try (Running running = Running.with("--notdisposable.stop-reg.api-token=token")) {
            assertThat(running).isNotNull();
        }
        assertThat(output.getAll()).contains("notdisposable.stopreg.api-token").doesNotContain("=token");
    }
}
