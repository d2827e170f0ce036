/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.jakarta;

import io.github.notdisposable.jakarta.faces.FacesFunctions;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import jakarta.validation.constraints.Pattern;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sign-up for people, behind {@code index.xhtml}. */
@Named
@ViewScoped
public class SignUpPage implements Serializable {

    private static final long serialVersionUID = 1L;

    private final SignUp form = new SignUp();

    @Pattern(regexp = "|\\+?[0-9][0-9 ()./-]{4,24}", message = "{signup.phone.invalid}")
    private @Nullable String phone;

    /** The address whose suggestion was shown: who sends it again means it. */
    private @Nullable String seen;

    public SignUp getForm() {
        return form;
    }

    public @Nullable String getPhone() {
        return phone;
    }

    public void setPhone(@Nullable String phone) {
        this.phone = phone;
    }

    /** Called when every field is valid. It keeps nothing: here a real application creates the account. */
    public @Nullable String signUp() {
        String email = form.getEmail();
        if (!FacesFunctions.suggestion(email).isEmpty() && !Objects.equals(email, seen)) {
            seen = email;
            return null;
        }
        boolean grey = FacesFunctions.isGrey(email);
        if (grey && (phone == null || phone.isBlank())) {
            return null;
        }
        return "welcome?faces-redirect=true&phone=" + grey;
    }
}
