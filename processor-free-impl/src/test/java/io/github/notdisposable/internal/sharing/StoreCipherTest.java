/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StoreCipherTest {

    private static final String SECRET = "a secret of some length";
    private static final byte[] VALUE = "198.51.100.7".getBytes(StandardCharsets.UTF_8);

    private final StoreCipher cipher = new StoreCipher(SECRET);

    @Test
    void machinesWithOneSecretUseTheSameNames() {
        assertThat(cipher.name("client", "198.51.100.7"))
                .matches("[A-Za-z0-9_-]{22}")
                .isEqualTo(new StoreCipher(SECRET).name("client", "198.51.100.7"))
                .isNotEqualTo(cipher.name("domain", "198.51.100.7"))
                .isNotEqualTo(cipher.name("client", "198.51.100.8"))
                .isNotEqualTo(new StoreCipher("another secret of some length").name("client", "198.51.100.7"));
    }

    @Test
    void decryptsWhatItEncryptedAndNoTwoCiphertextsAreAlike() {
        byte[] sealed = cipher.encrypt("here", VALUE);

        assertThat(new StoreCipher(SECRET).decrypt("here", sealed)).isEqualTo(VALUE);
        assertThat(cipher.encrypt("here", VALUE)).isNotEqualTo(sealed);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("198.51");
    }

    @Test
    void decryptsNothingElse() {
        byte[] sealed = cipher.encrypt("here", VALUE);
        byte[] changed = sealed.clone();
        changed[changed.length - 1]++;
        byte[] laterVersion = sealed.clone();
        laterVersion[0] = StoreCipher.VERSION + 1;

        assertThat(cipher.decrypt("there", sealed)).isNull();
        assertThat(new StoreCipher("another secret of some length").decrypt("here", sealed))
                .isNull();
        assertThat(cipher.decrypt("here", changed)).isNull();
        assertThat(cipher.decrypt("here", laterVersion)).isNull();
        assertThat(cipher.decrypt("here", VALUE)).isNull();
        assertThat(cipher.decrypt("here", new byte[0])).isNull();
        assertThat(cipher.decrypt("here", null)).isNull();
    }

    @Test
    void aShortSecretIsRefusedWithoutBeingShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoreCipher("fifteen letters"))
                .withMessage("'secret' must have at least 16 characters");
        assertThat(cipher).asString().doesNotContain(SECRET);
    }
}
