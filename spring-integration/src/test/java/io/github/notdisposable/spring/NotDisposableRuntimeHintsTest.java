/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.validation.NotDisposableValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

class NotDisposableRuntimeHintsTest {

    private final RuntimeHints hints = new RuntimeHints();

    NotDisposableRuntimeHintsTest() {
        SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class)
                .forEach(registrar -> registrar.registerHints(hints, getClass().getClassLoader()));
    }

    @Test
    void holdTheValidatorThatTheProviderCreates() {
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(NotDisposableValidator.class)
                        .withMemberCategory(MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS))
                .accepts(hints);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/notdisposable-data/domains.bin",
                "META-INF/notdisposable-data/suffixes.bin",
                "META-INF/notdisposable-data/date.txt",
                "io/github/notdisposable/services/presets/kickbox.properties"
            })
    void holdTheDataAndThePresets(String resource) {
        assertThat(getClass().getClassLoader().getResource(resource)).isNotNull();
        assertThat(RuntimeHintsPredicates.resource().forResource(resource)).accepts(hints);
    }

    @Test
    void holdTheMessages() {
        assertThat(RuntimeHintsPredicates.resource().forBundle("ContributorValidationMessages"))
                .accepts(hints);
    }
}
