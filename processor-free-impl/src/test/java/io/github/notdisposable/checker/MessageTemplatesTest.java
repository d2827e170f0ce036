/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintValidatorContext;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageTemplatesTest {

    private static final String KEY = "{io.github.notdisposable.NotDisposable.disposable.message}";

    private final ClassLoader original = Thread.currentThread().getContextClassLoader();
    private final Locale locale = Locale.getDefault();

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(original);
        Locale.setDefault(locale);
    }

    @Test
    void givesHibernateValidatorTheKeySoThatItSpeaksTheReadersLanguage() {
        assertThat(MessageTemplates.templateFor(
                        RefusalReason.DISPOSABLE, context(HibernateConstraintValidatorContext.class)))
                .isEqualTo(KEY);
    }

    @Test
    void givesOtherProvidersTheTextInTheDefaultLocale() {
        Locale.setDefault(Locale.GERMANY);

        assertThat(MessageTemplates.templateFor(RefusalReason.DISPOSABLE, context(ConstraintValidatorContext.class)))
                .isEqualTo("Bitte verwenden Sie eine dauerhafte E-Mail-Adresse. Wegwerf-Adressen sind nicht erlaubt.");
    }

    @Test
    void givesOtherProvidersTheTextInTheLocaleOfTheCaller() {
        Locale.setDefault(Locale.GERMANY);
        ConstraintValidatorContext context = context(ConstraintValidatorContext.class);

        CallerLocale.Scope scope = CallerLocale.open(Locale.ENGLISH);

        assertThat(MessageTemplates.templateFor(RefusalReason.PUBLIC, context))
                .isEqualTo("Please use your company email address.");
        scope.close();
        assertThat(MessageTemplates.templateFor(RefusalReason.PUBLIC, context))
                .isNotEqualTo("Please use your company email address.");
    }

    /** As Hibernate Validator does on the module path. */
    @Test
    void countsOnNoBundleWhereAProviderReadsTheFirstOfSeveral(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("ContributorValidationMessages.properties"), "other.library=Text\n");
        try (URLClassLoader two = loader(folder, original)) {
            assertThat(MessageTemplates.isReadFrom(two, false)).isFalse();
            assertThat(MessageTemplates.isReadFrom(two, true)).isTrue();
            assertThat(MessageTemplates.isReadFrom(original, false)).isTrue();
        }
    }

    @Test
    void knowsWhichLanguagesItHas() {
        assertThat(RefusalMessages.isTranslatedTo(Locale.forLanguageTag("de-AT")))
                .isTrue();
        assertThat(RefusalMessages.isTranslatedTo(Locale.UK)).isTrue();
        assertThat(RefusalMessages.isTranslatedTo(Locale.forLanguageTag("xx"))).isFalse();
    }

    @Test
    void givesOtherProvidersTheTextThatTheApplicationDefines(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("ValidationMessages.properties"),
                "io.github.notdisposable.NotDisposable.disposable.message=No throw-aways\n");
        try (URLClassLoader application = loader(folder, original)) {
            Thread.currentThread().setContextClassLoader(application);
            ConstraintValidatorContext context = context(ConstraintValidatorContext.class);

            // The interpolator knows the reader's locale if anybody does.
            assertThat(MessageTemplates.templateFor(RefusalReason.DISPOSABLE, context))
                    .isEqualTo("{io.github.notdisposable.NotDisposable.disposable.message}");
            CallerLocale.Scope caller = CallerLocale.open(Locale.ENGLISH);
            assertThat(MessageTemplates.templateFor(RefusalReason.DISPOSABLE, context))
                    .isEqualTo("No throw-aways");
            caller.close();
            assertThat(MessageTemplates.templateFor(RefusalReason.PUBLIC, context))
                    .isEqualTo("Please use your company email address.");
        }
    }

    @Test
    void givesTheTextWhereHibernateValidatorDoesNotSeeTheBundle() throws Exception {
        URL hibernate = HibernateConstraintValidatorContext.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader server = new URLClassLoader(new URL[] {hibernate}, new ApiOnly(platform))) {
            Class<?> contextType = server.loadClass(HibernateConstraintValidatorContext.class.getName());
            ConstraintValidatorContext context = (ConstraintValidatorContext)
                    Proxy.newProxyInstance(server, new Class<?>[] {contextType}, (p, m, a) -> null);
            Thread.currentThread().setContextClassLoader(platform);

            assertThat(MessageTemplates.templateFor(RefusalReason.PUBLIC, context))
                    .isEqualTo("Please use your company email address.");
        }
    }

    @Test
    void givesTheTextToAThreadWithoutAContextClassLoader() {
        Thread.currentThread().setContextClassLoader(null);

        assertThat(MessageTemplates.templateFor(RefusalReason.PUBLIC, context(ConstraintValidatorContext.class)))
                .isEqualTo("Please use your company email address.");
    }

    private static ConstraintValidatorContext context(Class<? extends ConstraintValidatorContext> type) {
        return (ConstraintValidatorContext) Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
    }

    private static URLClassLoader loader(Path folder, ClassLoader parent) throws MalformedURLException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, parent);
    }

    /** A server's class loader, which has the validation API in common with the application and nothing else. */
    private static final class ApiOnly extends ClassLoader {

        ApiOnly(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("jakarta.validation.")) {
                return ConstraintValidatorContext.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
