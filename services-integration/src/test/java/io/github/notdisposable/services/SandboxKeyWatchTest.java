/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Category;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.fixtures.LogCapture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxKeyWatchTest {

    private final SandboxKeyWatch watch = new SandboxKeyWatch("mailinator.com"::equals);
    private final LogCapture log = new LogCapture();

    @AfterEach
    void restore() {
        log.close();
    }

    @ParameterizedTest
    @CsvSource({
        "unknown,     mailinator.com, true",
        "Unknown,     mailinator.com, true",
        ",            mailinator.com, true",
        "white,       mailinator.com, false",
        "no website,  mailinator.com, false",
        "unknown,     example.com,    false"
    })
    void suspectsAKeyThatLetsInADisposableDomainWithoutAType(@Nullable String type, String domain, boolean suspected) {
        watch.saw("ada@" + domain, domain, answer(Category.WHITE, type));

        assertThat(watch.warning().isPresent()).isEqualTo(suspected);
        assertThat(lines()).isEqualTo(suspected ? 1 : 0);
    }

    @Test
    void logsOnceLoudlyAndWithoutTheAddress() {
        for (int i = 0; i < 10; i++) {
            watch.saw("ada@mailinator.com", "mailinator.com", answer(Category.WHITE, "unknown"));
        }
        assertThat(watch.warning()).contains("sandbox-key");
        assertThat(log.text()).contains("ERROR").doesNotContain("ada", "mailinator");
        assertThat(lines()).isOne();
    }

    @Test
    void clearsAKeyThatRefusesAnAddressWhichNoSandboxRefuses() {
        watch.saw("ada@mailinator.com", "mailinator.com", answer(Category.WHITE, "unknown"));
        watch.saw("test@disposable.com", "disposable.com", answer(Category.BLACK, "disposable"));
        watch.saw("Test@multi-alias.com", "multi-alias.com", answer(Category.GREY, "multi-alias services"));
        watch.saw("bob@x.com", "x.com", BackendAnswer.unavailable(UnavailableReason.TIMEOUT));
        assertThat(watch.warning()).isPresent();

        watch.saw("bob@x.com", "x.com", answer(Category.GREY, "suspicious signs"));
        assertThat(watch.warning()).isEmpty();
        watch.saw("ada@mailinator.com", "mailinator.com", answer(Category.WHITE, "unknown"));
        assertThat(watch.warning()).isEmpty();
    }

    @Test
    void takesABanForASignOfALiveKey() {
        watch.saw("bob@x.com", "x.com", BackendAnswer.banned("d"));
        watch.saw("ada@mailinator.com", "mailinator.com", answer(Category.WHITE, "unknown"));

        assertThat(watch.warning()).isEmpty();
    }

    private static BackendAnswer answer(Category category, @Nullable String type) {
        return BackendAnswer.about(Scope.ADDRESS)
                .category(category)
                .detail("type", type)
                .build();
    }

    private long lines() {
        return log.text().lines().filter(line -> line.contains("sandbox key")).count();
    }
}
