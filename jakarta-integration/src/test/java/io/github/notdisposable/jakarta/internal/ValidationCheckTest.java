/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidationCheckTest {

    @Test
    void missesNothingWhereAProviderIsAndNoCdi() {
        assertThat(ValidationCheck.whatIsMissing()).isEmpty();
    }

    @Test
    void missesAProvider() throws Exception {
        URL[] classes = {locationOf(ValidationCheck.class), locationOf(Validation.class)};
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(application);
            Object missing = application
                    .loadClass(ValidationCheck.class.getName())
                    .getMethod("whatIsMissing")
                    .invoke(null);

            assertThat(((Optional<?>) missing).map(Object::toString).orElse(""))
                    .startsWith("No Jakarta Validation provider was found")
                    .contains("beanValidation-3.0");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL locationOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
