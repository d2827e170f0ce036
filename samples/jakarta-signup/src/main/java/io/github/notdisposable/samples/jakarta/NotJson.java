/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.jakarta;

import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * A body that is no JSON object is the caller's fault: servers answer 500, some with what they have read. This is for those that let JSON-B's exception
 * through.
 */
public class NotJson implements ExceptionMapper<JsonbException> {

    @Override
    public Response toResponse(JsonbException exception) {
        return Response.status(Response.Status.BAD_REQUEST).build();
    }

    /** For servers that wrap it. */
    public static class Wrapped implements ExceptionMapper<ProcessingException> {

        @Override
        public Response toResponse(ProcessingException exception) {
            return Response.status(Response.Status.BAD_REQUEST).build();
        }
    }
}
