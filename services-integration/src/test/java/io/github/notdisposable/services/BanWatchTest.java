/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Category;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.fixtures.LogCapture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BanWatchTest {

    private static final BackendAnswer BANNED = BackendAnswer.banned("d");
    private static final BackendAnswer WHITE =
            BackendAnswer.about(Scope.ADDRESS).category(Category.WHITE).build();

    private final AtomicLong time = new AtomicLong();
    private final BanWatch watch = new BanWatch("own", time::get);
    private final LogCapture log = new LogCapture();

    @AfterEach
    void restore() {
        log.close();
    }

    @Test
    void logsOnceWhenHalfOfTheClientsAreBanned() {
        clients(0, 5, WHITE);
        clients(5, 4, BANNED);
        assertThat(lines()).isZero();

        clients(9, 11, BANNED);
        assertThat(lines()).isOne();
        assertThat(log.text()).contains("own bans 5 of 10 clients").doesNotContain("198.51.100");
    }

    @Test
    void logsNothingForOneClientThatTriesAgainAndAgain() {
        for (int i = 0; i < 100; i++) {
            watch.saw(client(1), BANNED);
        }
        assertThat(lines()).isZero();
    }

    @Test
    void logsNothingWhereMostAreLetInOrNobodyAnswers() {
        clients(0, 20, WHITE);
        clients(20, 9, BANNED);
        clients(29, 50, BackendAnswer.unavailable(UnavailableReason.UNAUTHORIZED));

        assertThat(lines()).isZero();
    }

    @Test
    void logsAgainOnlyAfterAMinuteInWhichItWasOver() {
        clients(0, 10, BANNED);
        for (int minute = 0; minute < 5; minute++) {
            time.addAndGet(TimeUnit.MINUTES.toNanos(1));
            clients(0, 10, BANNED);
        }
        assertThat(lines()).isOne();

        time.addAndGet(TimeUnit.MINUTES.toNanos(1));
        clients(0, 10, WHITE);
        time.addAndGet(TimeUnit.MINUTES.toNanos(1));
        clients(0, 10, BANNED);
        assertThat(lines()).isEqualTo(2);
    }

    @Test
    void countsClientsThatAreNotKnownAsOne() {
        for (int i = 0; i < 20; i++) {
            watch.saw(Optional.empty(), BANNED);
        }
        assertThat(lines()).isZero();
    }

    @Test
    void remembersNoMoreThanAThousandClients() {
        clients(0, 5_000, WHITE);
        clients(0, 499, BANNED);
        clients(5_000, 5_000, BANNED);

        assertThat(lines()).isZero();
        clients(499, 1, BANNED);
        assertThat(lines()).isOne();
    }

    private void clients(int first, int number, BackendAnswer answer) {
        for (int i = first; i < first + number; i++) {
            watch.saw(client(i), answer);
        }
    }

    private static Optional<ClientIp> client(int number) {
        return ClientIp.parse("198.51." + number / 250 + "." + number % 250);
    }

    private long lines() {
        return log.text().lines().filter(line -> line.contains(" bans ")).count();
    }
}
