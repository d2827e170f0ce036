/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.theme.Theme;
import org.keycloak.theme.ThemeResourceProvider;

/**
 * The messages of refusals. Files in {@code theme-resources/messages} would not do: of several jars that have one for a language Keycloak reads
 * one, and for a language with a script, such as zh-Hant, it looks for a name with a number sign.
 */
final class Messages implements ThemeResourceProvider {

    /** A key in braces, as validation providers write it. */
    static final Pattern KEY = Pattern.compile("\\{([^{}]+)}");

    private static final String BUNDLE = "io.github.notdisposable.keycloak.messages";

    /** Without a fallback: the language of the JVM is nobody's. */
    private static final ResourceBundle.Control CONTROL =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** Returns a text with the theme's and the realm's messages in place of the keys in braces, in the language of the current page. */
    static String resolve(String template, KeycloakSession session) {
        if (template.indexOf('{') < 0) {
            return template;
        }
        KeycloakContext context = session.getContext();
        AuthenticationSessionModel login = context.getAuthenticationSession();
        Locale locale = context.resolveLocale(login == null ? null : login.getAuthenticatedUser());
        Properties texts;
        try {
            texts = session.theme().getTheme(Theme.Type.LOGIN).getEnhancedMessages(context.getRealm(), locale);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return resolve(template, texts, locale);
    }

    static String resolve(String template, Properties texts, Locale locale) {
        return KEY.matcher(template).replaceAll(key -> {
            String text = texts.getProperty(key.group(1));
            return Matcher.quoteReplacement(text == null ? key.group(1) : format(text, locale));
        });
    }

    /** Themes write their texts for {@link MessageFormat}: an apostrophe twice. */
    private static String format(String text, Locale locale) {
        try {
            return new MessageFormat(text, locale).format(new Object[0]);
        } catch (IllegalArgumentException noPattern) {
            return text;
        }
    }

    @Override
    public Properties getMessages(String baseBundlename, Locale locale) {
        Properties messages = new Properties();
        if (baseBundlename.equals("messages")) {
            ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, locale, Messages.class.getClassLoader(), CONTROL);
            bundle.keySet().forEach(key -> messages.setProperty(key, bundle.getString(key)));
        }
        return messages;
    }

    @Override
    public @Nullable URL getTemplate(String name) {
        return null;
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String path) {
        return null;
    }

    @Override
    public void close() {}
}
