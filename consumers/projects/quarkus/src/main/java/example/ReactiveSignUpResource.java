/* SPDX-License-Identifier: Apache-2.0 */
package example;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The same as {@link SignUpResource}, away from the event loop, where nothing may wait. */
@Path("/reactive-sign-up")
public class ReactiveSignUpResource {

    @Inject
    SignUpResource resource;

    @POST
    @Blocking
    public Uni<SignUpResource.Answer> signUp(@Valid SignUp signUp) {
        return Uni.createFrom().item(resource.signUp(signUp));
    }
}
