/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import java.io.InputStream;
import java.net.URL;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.keycloak.theme.ThemeResourceProvider;

/**
 * The messages of refusals. Files in {@code theme-resources/messages} would not do: of several jars that have one for a language Keycloak reads
 * one, and for a language with a script, such as zh-Hant, it looks for a name with a number sign.
 */
final class Messages implements ThemeResourceProvider {

    private static final String BUNDLE = "io.github.notdisposable.keycloak.messages";

    /** Without a fallback: the language of the JVM is nobody's. */
    private static final ResourceBundle.Control CONTROL =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

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
