/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.checker.RefusalReason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {

    private final Messages messages = new Messages();

    @ParameterizedTest
    @CsvSource({
        "en, Please use a permanent email address. Disposable addresses are not allowed.",
        "de, Bitte verwenden Sie eine dauerhafte E-Mail-Adresse. Wegwerf-Adressen sind nicht erlaubt.",
        "de-AT, Bitte verwenden Sie eine dauerhafte E-Mail-Adresse. Wegwerf-Adressen sind nicht erlaubt.",
        "zh-Hans, 请使用长期有效的邮箱地址，不允许使用一次性邮箱。",
        "zh-Hant, 請使用長期有效的電子郵件地址，不接受拋棄式信箱。",
        "fi, Please use a permanent email address. Disposable addresses are not allowed."
    })
    void speaksTheLanguageOfTheReaderAndElseEnglish(String language, String message) {
        assertThat(messages.getMessages("messages", Locale.forLanguageTag(language)))
                .containsEntry(RefusalReason.DISPOSABLE.messageKey(), message);
    }

    @Test
    void hasAMessageForEachReasonWithNothingThatAMessageFormatWouldRead() {
        Properties german = messages.getMessages("messages", Locale.GERMAN);

        assertThat(Arrays.stream(RefusalReason.values()).map(RefusalReason::messageKey))
                .allSatisfy(
                        key -> assertThat(german.getProperty(key)).isNotBlank().doesNotContain("{", "'"));
    }

    @Test
    void putsTheTextsOfAThemeAsThemesWriteThemInPlaceOfTheirKeys() {
        Properties theme = new Properties();
        theme.setProperty("address", "l''adresse");
        theme.setProperty("limit", "at most {0}");
        theme.setProperty("odd", "{oops");

        assertThat(Messages.resolve("Don't: {address}, {limit}, {odd}, {missing}.", theme, Locale.FRENCH))
                .isEqualTo("Don't: l'adresse, at most {0}, {oops, missing.");
    }

    @Test
    void leavesOtherBundlesAlone() {
        assertThat(messages.getMessages("emails", Locale.GERMAN)).isEmpty();
    }
}
