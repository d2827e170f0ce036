/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.jakarta;

import io.github.notdisposable.jakarta.rest.ConstraintViolationProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Answers who is refused with problem details, in the caller's language. */
@ApplicationPath("api")
public class Api extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                SignUpResource.class, ConstraintViolationProblemMapper.class, NotJson.class, NotJson.Wrapped.class);
    }
}
