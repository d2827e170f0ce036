/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.app;

import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.NotDisposable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Valid;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** A resource of the application with the exception mapper. */
@Path("account")
@RequestScoped
public class AccountResource {

    @POST
    public String body(@Valid Body body) {
        return "registered";
    }

    @GET
    public String fromPublicProviders(
            @QueryParam("email") @NotDisposable(policy = EmailPolicy.PUBLIC_ONLY) String email) {
        return "registered";
    }
}
