/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.faces;

import jakarta.faces.application.ResourceDependency;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * A button that corrects an address with one click, beside a field whose domain was probably misspelt: the tag
 * {@code <nd:suggestion for="email"/>}.
 *
 * <p>Attributes: {@code for}, the identifier of the field; {@code value}, a {@link MessageFormat} pattern in which <code>{0}</code> stands for the
 * address that was meant, <code>Did you mean {0}?</code> in the language of the view by default; {@code styleClass} of the button. Around the button there is always an element with
 * the component's client identifier that screen readers announce ({@code role="status"}): render it again by Ajax, with the message. The script that
 * fills the field is a resource, so that a content security policy without inline scripts allows it. The address is written as an attribute, escaped.
 */
@ResourceDependency(library = "notdisposable", name = "suggestion.js", target = "head")
public final class SuggestionButton extends UIComponentBase {

    /** The type under which Faces knows it. */
    public static final String COMPONENT_TYPE = "io.github.notdisposable.Suggestion";

    /** Creates a component that renders itself; Faces does. */
    public SuggestionButton() {
        setRendererType(null);
    }

    @Override
    public String getFamily() {
        return "io.github.notdisposable";
    }

    @Override
    public void encodeEnd(FacesContext context) throws IOException {
        UIComponent field = findComponent(String.valueOf(getAttributes().get("for")));
        if (field == null) {
            throw new IllegalArgumentException("'for' of <nd:suggestion> must be the identifier of a field");
        }
        ResponseWriter writer = context.getResponseWriter();
        writer.startElement("span", this);
        writer.writeAttribute("id", getClientId(context), "id");
        writer.writeAttribute("role", "status", null);
        String address = FacesFunctions.suggestion(field);
        if (!address.isEmpty()) {
            writer.startElement("button", this);
            writer.writeAttribute("type", "button", null);
            writer.writeAttribute("data-notdisposable-for", field.getClientId(context), null);
            writer.writeAttribute("data-notdisposable-value", address, null);
            Object styleClass = getAttributes().get("styleClass");
            if (styleClass != null) {
                writer.writeAttribute("class", styleClass, "styleClass");
            }
            writer.writeText(text(getAttributes().get("value"), ViewLocale.of(context), address), null);
            writer.endElement("button");
        }
        writer.endElement("span");
    }

    private static String text(@Nullable Object value, Locale locale, String address) {
        String pattern = value == null ? defaultPattern(locale) : value.toString();
        return new MessageFormat(pattern, locale).format(new Object[] {address});
    }

    /** Returns the text of the root, which is English, where there is none in a language. */
    static String defaultPattern(Locale locale) {
        ResourceBundle messages = ResourceBundle.getBundle(
                SuggestionButton.class.getPackageName() + ".Messages",
                locale,
                SuggestionButton.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return messages.getString("suggestion");
    }
}
