/* SPDX-License-Identifier: Apache-2.0 */
package example;

import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIpHolder;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@Path("/sign-up")
public class SignUpResource {

    /** What the resource knows of a request beside its body. */
    public record Answer(boolean client, String category) {}

    @POST
    public Answer signUp(@Valid SignUp signUp) {
        String category = CheckedEmails.current()
                .flatMap(checked -> checked.verdictOn(signUp.email()))
                .map(verdict -> verdict.category().name())
                .orElse("unknown");
        return new Answer(ClientIpHolder.current().isPresent(), category);
    }
}
