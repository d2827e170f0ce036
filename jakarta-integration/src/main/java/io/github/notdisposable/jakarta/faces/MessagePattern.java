/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.faces;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.validator.BeanValidator;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What the server makes of a message of bean validation: with Mojarra it stays as it is, with MyFaces the field's label goes before it, and the
 * application's message bundle may say otherwise.
 *
 * @param pattern {@code {0}} stands for the text, {@code {1}} for the label
 */
record MessagePattern(String pattern, Locale locale) {

    static MessagePattern of(FacesContext context, Locale locale) {
        String pattern = pattern(context.getApplication().getMessageBundle(), locale);
        if (pattern == null) {
            pattern = pattern(FacesMessage.FACES_MESSAGES, locale);
        }
        return new MessagePattern(pattern == null ? "{0}" : pattern, locale);
    }

    String apply(UIComponent component, String text) {
        Object label = component.getAttributes().get("label");
        String shown = label == null || label.toString().isEmpty() ? component.getClientId() : label.toString();
        return new MessageFormat(pattern, locale).format(new Object[] {text, shown});
    }

    private static @Nullable String pattern(@Nullable String bundle, Locale locale) {
        if (bundle == null) {
            return null;
        }
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = application != null ? application : FacesContext.class.getClassLoader();
        try {
            ResourceBundle messages = ResourceBundle.getBundle(bundle, locale, loader);
            return messages.containsKey(BeanValidator.MESSAGE_ID) ? messages.getString(BeanValidator.MESSAGE_ID) : null;
        } catch (MissingResourceException none) {
            return null;
        }
    }
}
