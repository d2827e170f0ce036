/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.config.ConfigurationException;
import io.github.notdisposable.spi.NotDisposableEngines;
import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test has a context class loader of its own, and so an engine of its own. */
final class DefaultEngineTest {

    private record SignUp(@NotDisposable String email) {}

    private record Checkout(
            @NotDisposable(policyName = "checkout") String email) {}

    private record Misspelt(
            @NotDisposable(policyName = "chekcout") String email) {}

    @TempDir
    private Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void enterAnApplication() throws IOException {
        Thread.currentThread()
                .setContextClassLoader(
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}, before));
    }

    @AfterEach
    void leaveTheApplication() throws IOException {
        ((URLClassLoader) Thread.currentThread().getContextClassLoader()).close();
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void isFoundWithoutAFramework() {
        assertThat(NotDisposableEngines.current()).isInstanceOf(DefaultEngine.class);
        assertThat(violations("a@mailinator.com")).isEqualTo(1);
        assertThat(violations("a@example.com")).isZero();
    }

    @Test
    void readsTheFileOfItsOwnApplication() throws IOException {
        write("notdisposable.block=example.com");
        assertThat(violations("a@example.com")).isEqualTo(1);
    }

    @Test
    void takesANamedPolicyFromTheConfigurationAndKnowsNoOther() throws IOException {
        write("notdisposable.policies.checkout.block=public\n"
                + "notdisposable.policies.checkout.message=Not at the checkout.");
        assertThat(messages(new Checkout("a@gmail.com"))).containsExactly("Not at the checkout.");
        assertThat(messages(new Checkout("a@example.com"))).isEmpty();
        assertThatThrownBy(() -> messages(new Misspelt("a@example.com")))
                .isInstanceOf(ConstraintDeclarationException.class)
                .hasMessage("@NotDisposable: There is no policy named 'chekcout'; did you mean 'checkout'? The keys "
                        + "notdisposable.policies.chekcout.policy and .block define one.");
    }

    @Test
    void letsEverythingInWhereItIsSwitchedOff() throws IOException {
        write("notdisposable.enabled=false\nnotdisposable.backends=stopreg\nnotdisposable.dedline=1s");
        assertThat(violations("a@mailinator.com")).isZero();
    }

    @Test
    void saysAtTheFirstUseWhatIsWrongWithTheSettings() throws IOException {
        write("notdisposable.dedline=1s\nnotdisposable.client-ip.mode=chain");
        assertThatThrownBy(() -> violations("a@example.com"))
                .isInstanceOf(ConstraintDeclarationException.class)
                .hasMessageContaining("notdisposable.dedline (META-INF/notdisposable.properties) is not a setting; "
                        + "did you mean notdisposable.deadline?")
                .hasMessageContaining("notdisposable.client-ip.trusted-proxies must be set")
                .hasCauseInstanceOf(ConfigurationException.class);
    }

    @Test
    void readsTheSettingsAgainUntilTheyCanBeUsedAndThenNoMore() throws IOException {
        write("notdisposable.dedline=1s");
        assertThatThrownBy(() -> violations("a@example.com")).isInstanceOf(ConstraintDeclarationException.class);
        write("notdisposable.block=example.com");
        assertThat(violations("a@example.com")).isEqualTo(1);
        write("notdisposable.block=example.org");
        assertThat(violations("a@example.com")).isEqualTo(1);
    }

    @Test
    void endsWithItsApplication() throws Exception {
        write("notdisposable.block=example.com\nnotdisposable.embedded.refresh.urls=http://localhost:1/list.txt");
        assertThat(violations("a@example.com")).isEqualTo(1);
        Set<Thread> threads = ownThreads();
        assertThat(threads).isNotEmpty();

        NotDisposableEngines.release(Thread.currentThread().getContextClassLoader());

        for (Thread thread : threads) {
            thread.join(10_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
        write("notdisposable.block=example.org");
        assertThat(violations("a@example.com")).isZero();
        assertThat(violations("a@example.org")).isEqualTo(1);
    }

    private static Set<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("notdisposable-refresh"))
                .collect(Collectors.toSet());
    }

    private void write(String text) throws IOException {
        Files.createDirectories(folder.resolve("META-INF"));
        Files.writeString(folder.resolve("META-INF/notdisposable.properties"), text);
    }

    private static List<String> messages(Object bean) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(bean).stream()
                    .map(ConstraintViolation::getMessage)
                    .toList();
        }
    }

    private static int violations(String email) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(new SignUp(email)).size();
        }
    }
}
