/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalMessagesTest {

    @ParameterizedTest
    @EnumSource
    void hasATextForEachReasonInTheReadersLanguageAndEnglishForOthers(RefusalReason reason) {
        String english = RefusalMessages.text(reason, Locale.ENGLISH);

        assertThat(english).isNotBlank().doesNotContain("{", "}");
        assertThat(RefusalMessages.text(reason, Locale.GERMAN)).isNotBlank().isNotEqualTo(english);
        assertThat(RefusalMessages.text(reason, Locale.forLanguageTag("eo"))).isEqualTo(english);
    }
}
