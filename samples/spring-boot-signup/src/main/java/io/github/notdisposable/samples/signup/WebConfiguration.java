/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

@Configuration(proxyBeanMethods = false)
final class WebConfiguration {

    /** The languages of the page. A language comes before its variants: the first that fits is taken. */
    static final List<Locale> LANGUAGES = Stream.of(
                    "en", "de", "fr", "es", "it", "pt", "pt-BR", "nl", "pl", "tr", "ru", "ja", "zh", "zh-Hant", "zh-TW",
                    "zh-HK", "zh-MO", "ko", "cs", "da", "sv", "uk")
            .map(Locale::forLanguageTag)
            .toList();

    /** The first language of the browser that the page speaks; page and messages then agree. */
    @Bean
    static LocaleResolver localeResolver() {
        AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(LANGUAGES);
        resolver.setDefaultLocale(Locale.ENGLISH);
        return resolver;
    }

    /** A number is no text, and of two passwords it must not be the second that counts. */
    @Bean
    static JsonMapperBuilderCustomizer strictJson() {
        return mapper -> mapper.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }
}
