/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.common;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;

/** JSON of the application's own, which the library must not change. */
@Path("json")
public class JsonResource {

    public static class Answer {

        public LocalDate day = LocalDate.of(2026, 11, 29);

        @JsonbProperty("e-mail")
        public String email = "a@b.example";

        public String nothing;

        @JsonbTransient
        public String secret = "not to be seen";
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Answer answer() {
        return new Answer();
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Answer echo(Answer answer) {
        return answer;
    }
}
