/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.faces;

import io.github.notdisposable.Category;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.EmailVerdict;
import io.github.notdisposable.checker.RefusalReason;
import jakarta.faces.component.UIInput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the tag library {@code io.github.notdisposable}: what was decided on an address that was validated in this request. Each takes
 * the address, or the field that holds it ({@code <h:inputText binding="#{field}">}), which knows it also when it was refused.
 *
 * <p>They need the client address filter, which registers itself, and no injection. Thread-safe.
 */
public final class FacesFunctions {

    /** The attribute of a field that holds the address which was grey. */
    private static final String GREY = FacesFunctions.class.getName() + ".grey";

    private FacesFunctions() {}

    /**
     * Returns the address that was probably meant: {@code bob@gmail.com} for {@code bob@gmsil.com}.
     *
     * @param field an address or a field
     * @return the address; empty if the domain looks like itself, or was not validated
     */
    public static String suggestion(@Nullable Object field) {
        String address = address(field);
        int at = address.lastIndexOf('@');
        return at < 0
                ? ""
                : decision(address)
                        .map(EmailDecision::verdict)
                        .map(EmailVerdict::suggestion)
                        .map(domain -> address.substring(0, at + 1) + domain)
                        .orElse("");
    }

    /**
     * Returns whether an address was let in that is grey: ask for one more thing, a phone number for example.
     *
     * <p>A field remembers it with the view. What is rendered for a grey address is therefore there when the form is sent again, and takes what was
     * typed, although the address is only validated later in that request.
     *
     * @param field an address or a field
     * @return whether it is grey and was let in
     */
    public static boolean isGrey(@Nullable Object field) {
        String address = address(field);
        Optional<EmailDecision> decision = decision(address);
        if (decision.isEmpty() && field instanceof UIInput input) {
            return !address.isEmpty() && address.equals(input.getAttributes().get(GREY));
        }
        boolean grey = decision.filter(EmailDecision::isAllowed)
                .filter(allowed -> allowed.verdict().category() == Category.GREY)
                .isPresent();
        if (field instanceof UIInput input) {
            input.getAttributes().put(GREY, grey ? address : "");
        }
        return grey;
    }

    /**
     * Returns why an address was refused.
     *
     * @param field an address or a field
     * @return {@link RefusalReason#code()}, such as {@code disposable} or {@code banned}; empty if it was let in or not validated
     */
    public static String reason(@Nullable Object field) {
        return decision(address(field))
                .flatMap(EmailDecision::refusal)
                .map(RefusalReason::code)
                .orElse("");
    }

    private static Optional<EmailDecision> decision(String address) {
        return CheckedEmails.current().flatMap(checked -> checked.decisionOn(address));
    }

    private static String address(@Nullable Object field) {
        Object address = field;
        if (field instanceof UIInput input) {
            address = input.getSubmittedValue() != null ? input.getSubmittedValue() : input.getValue();
        }
        return address == null ? "" : address.toString();
    }
}
