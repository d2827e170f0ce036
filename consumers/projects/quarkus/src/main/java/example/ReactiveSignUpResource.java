/* SPDX-License-Identifier: Apache-2.0 */
package example;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The same as {@link SignUpResource}, with answers that come later. */
@Path("/reactive-sign-up")
public class ReactiveSignUpResource {

    @Inject
    SignUpResource resource;

    /** On an event loop: the bundled data and answers from memory only. */
    @POST
    @Path("event-loop")
    public Uni<SignUpResource.Answer> onTheEventLoop(@Valid SignUp signUp) {
        return Uni.createFrom().item(resource.signUp(signUp));
    }

    @POST
    @Blocking
    public Uni<SignUpResource.Answer> mayWait(@Valid SignUp signUp) {
        return Uni.createFrom().item(resource.signUp(signUp));
    }
}
