/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageBundlesTest {

    private static final Path FOLDER = folder();

    /** The base is English; the file for English is empty, and only keeps the default locale of the JVM from stepping in. */
    private static final String BASE = MessageTemplates.BUNDLE + ".properties";

    static List<Path> translations() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().startsWith(MessageTemplates.BUNDLE))
                    .filter(file -> !file.endsWith(BASE) && !file.endsWith(MessageTemplates.BUNDLE + "_en.properties"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void speaksAtLeastTwelveLanguages() throws IOException {
        Set<String> languages = translations().stream()
                .map(file -> file.getFileName().toString().replaceAll("^[^_]*_([a-z]+).*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(languages)
                .hasSizeGreaterThanOrEqualTo(12)
                .contains("de", "fr", "es", "it", "pt", "nl", "pl", "tr", "ru", "ja", "zh");
        assertThat(load(FOLDER.resolve(MessageTemplates.BUNDLE + "_en.properties")))
                .isEmpty();
    }

    @Test
    void saysEachReasonInEnglishInItsOwnWords() throws IOException {
        Properties english = load(FOLDER.resolve(BASE));

        assertThat(english.stringPropertyNames()).isEqualTo(keys());
        assertThat(english.values()).doesNotHaveDuplicates().allSatisfy(MessageBundlesTest::isPlainText);
        assertThat(FOLDER.resolve(BASE)).content(StandardCharsets.UTF_8).is(ascii());
    }

    @ParameterizedTest
    @MethodSource("translations")
    void saysEachReasonInEachLanguageInItsOwnWords(Path file) throws IOException {
        Properties english = load(FOLDER.resolve(BASE));
        Properties translation = load(file);

        assertThat(file).content(StandardCharsets.UTF_8).is(ascii());
        assertThat(translation.stringPropertyNames()).isEqualTo(keys());
        assertThat(translation.values()).doesNotHaveDuplicates().allSatisfy(MessageBundlesTest::isPlainText);
        for (String key : keys()) {
            assertThat(translation.getProperty(key)).as(key).isNotEqualTo(english.getProperty(key));
        }
    }

    @ParameterizedTest
    @MethodSource("translations")
    void isFoundByTheLocaleItIsNamedFor(Path file) throws IOException {
        String tag = file.getFileName()
                .toString()
                .replaceAll("^[^_]*_(.*)\\.properties$", "$1")
                .replace('_', '-');
        Properties translation = load(file);

        for (RefusalReason reason : RefusalReason.values()) {
            assertThat(MessageTemplates.text(reason, Locale.forLanguageTag(tag)))
                    .isEqualTo(translation.getProperty(reason.messageKey()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, Please use your company email address.",
        "fi, Please use your company email address.",
        "de-AT, Bitte verwenden Sie die E-Mail-Adresse Ihres Unternehmens.",
        "zh-CN, \u8BF7\u4F7F\u7528\u60A8\u7684\u4F01\u4E1A\u90AE\u7BB1\u5730\u5740\u3002",
        "zh-TW, \u8ACB\u4F7F\u7528\u60A8\u7684\u516C\u53F8\u96FB\u5B50\u90F5\u4EF6\u5730\u5740\u3002",
        "pt-BR, Use o endere\u00E7o de e-mail da sua empresa.",
        "pt-AO, Utilize o endere\u00E7o de e-mail da sua empresa."
    })
    void findsTheNearestLanguage(String tag, String text) {
        assertThat(MessageTemplates.text(RefusalReason.PUBLIC, Locale.forLanguageTag(tag)))
                .isEqualTo(text);
    }

    private static void isPlainText(Object text) {
        assertThat((String) text)
                .isNotBlank()
                .isEqualTo(((String) text).strip())
                .hasSizeBetween(10, 160)
                // A straight apostrophe would be lost where the text passes through MessageFormat.
                .doesNotContain("{", "}", "$", "#", "\\", "'", "  ", "\uFFFD")
                .matches(".*[.\u3002]");
        assertThatCode(() -> StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap((String) text)))
                .doesNotThrowAnyException();
    }

    private static Condition<String> ascii() {
        return new Condition<>(StandardCharsets.US_ASCII.newEncoder()::canEncode, "pure ASCII");
    }

    private static Set<String> keys() {
        return Stream.concat(
                        Stream.of("io.github.notdisposable.NotDisposable.message"),
                        Arrays.stream(RefusalReason.values()).map(RefusalReason::messageKey))
                .collect(Collectors.toSet());
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }

    private static Path folder() {
        URL base = Objects.requireNonNull(
                MessageTemplates.class.getResource("/" + MessageTemplates.BUNDLE + ".properties"));
        try {
            return Objects.requireNonNull(Path.of(base.toURI()).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
