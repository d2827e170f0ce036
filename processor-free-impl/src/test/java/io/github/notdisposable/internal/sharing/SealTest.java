/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SealTest {

    private static final String SECRET = "a secret of some length";
    private static final byte[] VALUE = "198.51.100.7".getBytes(StandardCharsets.UTF_8);

    private final Seal seal = new Seal(SECRET);

    @Test
    void machinesWithOneSecretUseTheSameNames() {
        assertThat(seal.name("client", "198.51.100.7"))
                .matches("[A-Za-z0-9_-]{22}")
                .isEqualTo(new Seal(SECRET).name("client", "198.51.100.7"))
                .isNotEqualTo(seal.name("domain", "198.51.100.7"))
                .isNotEqualTo(seal.name("client", "198.51.100.8"))
                .isNotEqualTo(new Seal("another secret of some length").name("client", "198.51.100.7"));
    }

    @Test
    void opensWhatItHasSealedAndNoTwoSealsAreAlike() {
        byte[] sealed = seal.seal("here", VALUE);

        assertThat(new Seal(SECRET).open("here", sealed)).isEqualTo(VALUE);
        assertThat(seal.seal("here", VALUE)).isNotEqualTo(sealed);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("198.51");
    }

    @Test
    void opensNothingElse() {
        byte[] sealed = seal.seal("here", VALUE);
        byte[] changed = sealed.clone();
        changed[changed.length - 1]++;
        byte[] laterVersion = sealed.clone();
        laterVersion[0] = Seal.VERSION + 1;

        assertThat(seal.open("there", sealed)).isNull();
        assertThat(new Seal("another secret of some length").open("here", sealed))
                .isNull();
        assertThat(seal.open("here", changed)).isNull();
        assertThat(seal.open("here", laterVersion)).isNull();
        assertThat(seal.open("here", VALUE)).isNull();
        assertThat(seal.open("here", new byte[0])).isNull();
        assertThat(seal.open("here", null)).isNull();
    }

    @Test
    void aShortSecretIsRefusedWithoutBeingShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Seal("fifteen letters"))
                .withMessage("'secret' must have at least 16 characters");
        assertThat(seal).asString().doesNotContain(SECRET);
    }
}
