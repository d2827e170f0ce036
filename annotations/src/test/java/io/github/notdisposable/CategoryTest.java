/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CategoryTest {

    private static final Set<EmailTrait> BLACK =
            EnumSet.of(EmailTrait.DISPOSABLE, EmailTrait.BLOCKLISTED, EmailTrait.POLICY_BLOCKED);
    private static final Set<EmailTrait> GREY =
            EnumSet.of(EmailTrait.ALIAS, EmailTrait.SUSPICIOUS, EmailTrait.UNRESOLVED);

    @Test
    void isWhiteWithoutTraits() {
        assertThat(Category.of(Set.of())).isEqualTo(Category.WHITE);
    }

    @ParameterizedTest
    @EnumSource
    void followsFromASingleTrait(EmailTrait trait) {
        assertThat(Category.of(Set.of(trait)))
                .isEqualTo(
                        BLACK.contains(trait) ? Category.BLACK : GREY.contains(trait) ? Category.GREY : Category.WHITE);
    }

    @Test
    void isThatOfTheStrongestTrait() {
        assertThat(Category.of(EnumSet.of(EmailTrait.PUBLIC, EmailTrait.ALIAS))).isEqualTo(Category.GREY);
        assertThat(Category.of(EnumSet.of(EmailTrait.ALIAS, EmailTrait.DISPOSABLE)))
                .isEqualTo(Category.BLACK);
        assertThat(Category.of(EnumSet.of(EmailTrait.SUSPICIOUS, EmailTrait.BLOCKLISTED)))
                .isEqualTo(Category.BLACK);
        assertThat(Category.of(EnumSet.allOf(EmailTrait.class))).isEqualTo(Category.WHITE);
    }
}
