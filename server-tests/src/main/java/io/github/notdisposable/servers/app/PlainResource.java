/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.app;

import io.github.notdisposable.NotDisposable;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** A resource without a scope, which is no CDI bean where beans are those that are annotated. */
@Path("plain")
public class PlainResource {

    @GET
    public String parameter(@QueryParam("email") @NotDisposable String email) {
        return "registered";
    }
}
