/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.app;

import io.github.notdisposable.NotDisposable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Valid;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** A resource that is a CDI bean. */
@Path("signup")
@RequestScoped
public class SignUpResource {

    @POST
    public String body(@Valid Body body) {
        return "registered";
    }

    @POST
    @Path("record")
    public String recordBody(@Valid RecordBody body) {
        return "registered";
    }

    @GET
    @Path("parameter")
    public String parameter(@QueryParam("email") @NotDisposable String email) {
        return "registered";
    }

    @GET
    @Path("return")
    public @NotDisposable String returned(@QueryParam("email") String email) {
        return email;
    }
}
