/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.validation.ConstraintValidatorContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.WeakHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the message template of a refusal: a key where the provider can resolve it in its reader's language, else a text.
 *
 * <p>Hibernate Validator reads the bundle {@value #BUNDLE} of every jar, but of one module alone where it is a named module itself; other providers
 * know only the application's own {@value #APPLICATION_BUNDLE}. There a key of ours would reach the reader as it is, in braces, so the text itself
 * becomes the template, in the caller's locale. The texts hold no character that has a meaning in a template.
 *
 * <p>Thread-safe.
 */
final class MessageTemplates {

    /** The bundle that holds the texts. */
    static final String BUNDLE = "ContributorValidationMessages";

    private static final String APPLICATION_BUNDLE = "ValidationMessages";

    /** Where an application was packed into one jar and the bundle was lost on the way. */
    private static final String LAST_RESORT = "Please use a different email address.";

    private static final Pattern KEY = Pattern.compile("\\{([\\w.-]+)}");

    private static final String HIBERNATE_CONTEXT =
            "org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext";

    /** Whether a context is Hibernate Validator's, recognized by name: its classes need not be visible from here. */
    private static final ClassValue<Boolean> OF_HIBERNATE = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> context) {
            return implementsHibernateContext(context);
        }
    };

    /** What is visible from a class loader of the bundle. */
    private static final Map<ClassLoader, Visible> VISIBLE = new WeakHashMap<>();

    /** Bounded, since callers choose their locales. */
    private static final LoadingCache<Locale, Texts> TEXTS =
            Caffeine.newBuilder().maximumSize(64).executor(Runnable::run).build(Texts::in);

    private MessageTemplates() {}

    /**
     * Returns the template of a reason's message.
     *
     * @param reason the reason
     * @param context the context of the value that is refused
     * @return {@code {key}} where the provider resolves the key, else the text
     */
    static String templateFor(RefusalReason reason, ConstraintValidatorContext context) {
        String key = reason.messageKey();
        // Where nobody says who reads it, the provider's own interpolator may know, if it can resolve the key.
        boolean resolved = isReadByProvider(context)
                || (!CallerLocale.isKnown() && applicationText(key, Locale.getDefault()) != null);
        return resolved ? '{' + key + '}' : text(reason, CallerLocale.current());
    }

    /**
     * Returns the text of a reason's message.
     *
     * @param reason the reason
     * @param locale the reader's locale; English is given where the language is not known
     * @return the application's text, else ours
     */
    static String text(RefusalReason reason, Locale locale) {
        String own = applicationText(reason.messageKey(), locale);
        return own != null ? own : TEXTS.get(locale).byReason().getOrDefault(reason, LAST_RESORT);
    }

    static boolean isTranslatedTo(Locale locale) {
        return TEXTS.get(locale).translated();
    }

    /** Returns the reason whose message a template is. */
    static Optional<RefusalReason> reasonOf(String template) {
        return Stream.of(RefusalReason.values())
                .filter(reason -> isOf(reason, template))
                .findFirst();
    }

    /** Returns whether a template is the message of a reason, as {@link #templateFor} gives it to this caller. */
    static boolean isOf(RefusalReason reason, String template) {
        return template.equals('{' + reason.messageKey() + '}')
                || template.equals(text(reason, CallerLocale.current()));
    }

    /** Returns a text with the keys in it replaced by the application's texts; a key that it does not define stays. */
    static String resolve(String text, Locale locale) {
        return KEY.matcher(text).replaceAll(found -> {
            String own = applicationText(found.group(1), locale);
            return Matcher.quoteReplacement(own != null ? own : found.group());
        });
    }

    private static boolean isReadByProvider(ConstraintValidatorContext context) {
        Class<?> type = context.getClass();
        if (!OF_HIBERNATE.get(type)) {
            return false;
        }
        boolean merges = !type.getModule().isNamed();
        return isReadFrom(Thread.currentThread().getContextClassLoader(), merges)
                || isReadFrom(type.getClassLoader(), merges);
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

    /**
     * Tells whether a provider that looks for bundles with a class loader reads ours.
     *
     * @param merges whether it reads all bundles of the name, and not the first one alone
     */
    static boolean isReadFrom(@Nullable ClassLoader loader, boolean merges) {
        if (loader == null) {
            return false;
        }
        synchronized (VISIBLE) {
            Visible visible = VISIBLE.computeIfAbsent(loader, Visible::from);
            return visible == Visible.ALONE || (merges && visible == Visible.AMONG_OTHERS);
        }
    }

    private static @Nullable String applicationText(String key, Locale locale) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context != null ? context : ClassLoader.getSystemClassLoader();
        try {
            ResourceBundle bundle = ResourceBundle.getBundle(APPLICATION_BUNDLE, locale, loader);
            return bundle.containsKey(key) ? bundle.getString(key) : null;
        } catch (MissingResourceException e) {
            return null;
        }
    }

    private enum Visible {
        NOT,
        ALONE,
        AMONG_OTHERS;

        static Visible from(ClassLoader loader) {
            Map<RefusalReason, String> found = new EnumMap<>(RefusalReason.class);
            Texts.addAll(found, BUNDLE, loader);
            if (found.isEmpty()) {
                return NOT;
            }
            return loader.resources(BUNDLE + ".properties").distinct().count() == 1 ? ALONE : AMONG_OTHERS;
        }
    }

    /** The texts in one locale. */
    private record Texts(boolean translated, Map<RefusalReason, String> byReason) {

        static Texts in(Locale locale) {
            ResourceBundle.Control control =
                    ResourceBundle.Control.getControl(ResourceBundle.Control.FORMAT_PROPERTIES);
            Map<RefusalReason, String> found = new EnumMap<>(RefusalReason.class);
            // The texts of the root are English.
            boolean translated = locale.getLanguage().equals("en");
            for (Locale candidate : control.getCandidateLocales(BUNDLE, locale)) {
                translated |= candidate.equals(Locale.ROOT) && !found.isEmpty();
                addAll(found, control.toBundleName(BUNDLE, candidate), MessageTemplates.class.getClassLoader());
            }
            return new Texts(translated, found);
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
            } catch (IOException e) {
                properties.clear();
            }
            return properties;
        }
    }
}
