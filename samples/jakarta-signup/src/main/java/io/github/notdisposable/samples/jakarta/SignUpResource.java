/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.jakarta;

import io.github.notdisposable.jakarta.cdi.RequestEmails;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The sign-up for programs. */
@Path("signups")
@RequestScoped
public class SignUpResource {

    @Inject
    private RequestEmails emails;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response signUp(@Valid @NotNull SignUp signUp) {
        return Response.status(Response.Status.CREATED)
                .entity(Map.of("phoneVerification", emails.isGrey()))
                .build();
    }
}
