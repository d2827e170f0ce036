/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.abuse.Ban;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BanCodecTest {

    private static final Instant UNTIL = Instant.parse("2026-11-20T12:00:00.123456789Z");

    static Stream<Ban> bans() {
        return Stream.of(
                new Ban(new AbuseSubject(AbuseSubject.Kind.CLIENT, "2001:db8::/64"), UNTIL, "Später."),
                new Ban(AbuseSubject.domain("example.org"), UNTIL, ""));
    }

    @ParameterizedTest
    @MethodSource("bans")
    void readsWhatItWrote(Ban ban) {
        assertThat(BanCodec.decodeOrNull(BanCodec.encode(ban))).isEqualTo(ban);
    }

    @ParameterizedTest
    @MethodSource("bans")
    void takesWhatIsCutOffForNothing(Ban ban) {
        byte[] whole = BanCodec.encode(ban);

        for (int length = 0; length < whole.length; length++) {
            assertThat(BanCodec.decodeOrNull(Arrays.copyOf(whole, length))).isNull();
        }
    }

    @Test
    void takesAnotherKindForNothing() {
        assertThat(BanCodec.decodeOrNull(new byte[] {'X', 0, 0, 0, 0})).isNull();
        assertThat(BanCodec.decodeOrNull(null)).isNull();
    }

    @Test
    void cutsALongMessage() {
        Ban ban = new Ban(AbuseSubject.domain("example.org"), UNTIL, "m".repeat(100_000));

        Ban read = BanCodec.decodeOrNull(BanCodec.encode(ban));

        assertThat(read).isNotNull();
        assertThat(read.message()).hasSize(4_000);
    }
}
