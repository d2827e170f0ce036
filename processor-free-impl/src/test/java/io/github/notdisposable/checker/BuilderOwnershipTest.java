/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A checker closes its backends, so a builder hands them to one checker alone. */
class BuilderOwnershipTest {

    private final Closeable backend = new Closeable();

    @Test
    void buildsNoSecondCheckerWithTheBackendsOfTheFirst() {
        EmailChecker.Builder builder = EmailChecker.builder().backend(backend);
        EmailChecker checker = builder.build();

        assertThatIllegalStateException().isThrownBy(builder::build);

        assertThat(backend.closed).isZero();
        checker.close();
        assertThat(backend.closed).isEqualTo(1);
    }

    @Test
    void buildsAgainAfterAMistake() {
        EmailChecker.Builder builder =
                EmailChecker.builder().backend(backend).backend(backend).block(List.of("example.com"));
        assertThatIllegalArgumentException().isThrownBy(builder::build);
        assertThatIllegalArgumentException().isThrownBy(builder::build);
    }

    @Test
    void buildsAnyNumberOfCheckersThatMakeTheirOwnBackend() {
        EmailChecker.Builder builder = EmailChecker.builder();
        try (EmailChecker one = builder.build();
                EmailChecker two = builder.build()) {
            assertThat(one.backends().get(0)).isNotSameAs(two.backends().get(0));
        }
    }

    @Test
    void buildsNoSecondConfiguredCheckerWithTheBackendsOfTheFirst() {
        Settings settings = Settings.of(SettingsSource.of("test", Map.of("notdisposable.backends", "own")));
        ConfiguredChecker.Builder builder = ConfiguredChecker.builder(settings).backend(backend);
        ConfiguredChecker checker = builder.build();

        assertThatIllegalStateException().isThrownBy(builder::build);

        assertThat(backend.closed).isZero();
        checker.close();
        assertThat(backend.closed).isEqualTo(1);
    }

    private static final class Closeable implements EmailBackend {

        private int closed;

        @Override
        public String name() {
            return "own";
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            return BackendAnswer.about(Scope.DOMAIN).build();
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
