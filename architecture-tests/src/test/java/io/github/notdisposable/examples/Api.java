/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.examples;

import io.github.notdisposable.jakarta.rest.ConstraintViolationProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

@ApplicationPath("api")
public final class Api extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(SignUpResource.class, ConstraintViolationProblemMapper.class);
    }
}
