/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import jakarta.validation.ConstraintValidatorContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the message template of a refusal: a key where the provider can resolve it in its reader's language, else a text.
 *
 * <p>Hibernate Validator reads the bundle {@value #BUNDLE} of every jar; other providers know only the application's own
 * {@value #APPLICATION_BUNDLE}. There a key of ours would reach the reader as it is, in braces, so the text itself becomes the template, in
 * the default locale, in which Apache BVal interpolates too. The texts hold no character that has a meaning in a template.
 *
 * <p>Thread-safe.
 */
final class MessageTemplates {

    /** The bundle that holds the texts. */
    static final String BUNDLE = "ContributorValidationMessages";

    private static final String APPLICATION_BUNDLE = "ValidationMessages";

    /** Where an application was packed into one jar and the bundle was lost on the way. */
    private static final String LAST_RESORT = "Please use a different email address.";

    private static final String HIBERNATE_CONTEXT =
            "org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext";

    /** Whether a context is Hibernate Validator's, told by name: its classes need not be visible from here. */
    private static final ClassValue<Boolean> OF_HIBERNATE = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> context) {
            return implementsHibernateContext(context);
        }
    };

    /** Whether the texts are visible from a class loader. */
    private static final Map<ClassLoader, Boolean> VISIBLE = new WeakHashMap<>();

    private static volatile @Nullable Texts texts;

    private MessageTemplates() {}

    /**
     * Returns the template of a reason's message.
     *
     * @param reason the reason
     * @param context the context of the value that is refused
     * @return {@code {key}} where the provider or the application defines the key, else the text
     */
    static String templateFor(RefusalReason reason, ConstraintValidatorContext context) {
        String key = reason.messageKey();
        boolean resolved = isReadByProvider(context) || isDefinedByApplication(key);
        return resolved ? '{' + key + '}' : text(reason, Locale.getDefault());
    }

    /**
     * Returns the text of a reason's message.
     *
     * @param reason the reason
     * @param locale the reader's locale; English is given where the language is not known
     * @return the text
     */
    static String text(RefusalReason reason, Locale locale) {
        Texts known = texts;
        if (known == null || !known.locale().equals(locale)) {
            known = Texts.in(locale);
            texts = known;
        }
        return known.byReason().getOrDefault(reason, LAST_RESORT);
    }

    private static boolean isReadByProvider(ConstraintValidatorContext context) {
        Class<?> type = context.getClass();
        if (!OF_HIBERNATE.get(type)) {
            return false;
        }
        return isVisibleFrom(Thread.currentThread().getContextClassLoader()) || isVisibleFrom(type.getClassLoader());
    }

    private static boolean implementsHibernateContext(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Class<?> implemented : c.getInterfaces()) {
                if (implemented.getName().equals(HIBERNATE_CONTEXT) || implementsHibernateContext(implemented)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isVisibleFrom(@Nullable ClassLoader loader) {
        if (loader == null) {
            return false;
        }
        synchronized (VISIBLE) {
            return VISIBLE.computeIfAbsent(loader, MessageTemplates::sees);
        }
    }

    private static boolean sees(ClassLoader loader) {
        Map<RefusalReason, String> found = new EnumMap<>(RefusalReason.class);
        Texts.addAll(found, BUNDLE, loader);
        return !found.isEmpty();
    }

    private static boolean isDefinedByApplication(String key) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context != null ? context : ClassLoader.getSystemClassLoader();
        try {
            return ResourceBundle.getBundle(APPLICATION_BUNDLE, Locale.getDefault(), loader)
                    .containsKey(key);
        } catch (MissingResourceException none) {
            return false;
        }
    }

    /** The texts in one locale. */
    private record Texts(Locale locale, Map<RefusalReason, String> byReason) {

        static Texts in(Locale locale) {
            ResourceBundle.Control control =
                    ResourceBundle.Control.getControl(ResourceBundle.Control.FORMAT_PROPERTIES);
            Map<RefusalReason, String> found = new EnumMap<>(RefusalReason.class);
            for (Locale candidate : control.getCandidateLocales(BUNDLE, locale)) {
                addAll(found, control.toBundleName(BUNDLE, candidate), MessageTemplates.class.getClassLoader());
            }
            return new Texts(locale, found);
        }

        /** Bundles of other artifacts bear the same name: all are read, and only our keys taken. */
        static void addAll(Map<RefusalReason, String> found, String bundle, ClassLoader loader) {
            loader.resources(bundle + ".properties").map(Texts::load).forEach(properties -> {
                for (RefusalReason reason : RefusalReason.values()) {
                    String text = properties.getProperty(reason.messageKey());
                    if (text != null) {
                        found.putIfAbsent(reason, text);
                    }
                }
            });
        }

        private static Properties load(URL url) {
            Properties properties = new Properties();
            try (InputStream in = url.openStream()) {
                properties.load(in);
            } catch (IOException unreadable) {
                properties.clear();
            }
            return properties;
        }
    }
}
