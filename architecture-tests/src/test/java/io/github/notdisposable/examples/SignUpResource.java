/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.examples;

import io.github.notdisposable.NotDisposable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

@Path("sign-up")
@RequestScoped
public class SignUpResource {

    public static class Body {
        @NotBlank
        @Email
        @NotDisposable
        public String email;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void signUp(@Valid Body body) {}
}
