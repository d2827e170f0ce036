/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.validation.NotDisposableValidator;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Says what a native image must hold that nothing in the code of an application points to: the validator, which the provider creates by
 * reflection wherever a plain record bears the annotation, the bundled data, the messages and the presets.
 */
final class NotDisposableRuntimeHints implements RuntimeHintsRegistrar {

    NotDisposableRuntimeHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.reflection().registerType(NotDisposableValidator.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
        hints.resources()
                .registerPattern("META-INF/notdisposable-data/*")
                .registerPattern("META-INF/notdisposable.properties")
                .registerPattern("io/github/notdisposable/services/presets/*")
                .registerResourceBundle("ContributorValidationMessages");
    }
}
