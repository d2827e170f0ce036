/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.app;

import io.github.notdisposable.jakarta.rest.ConstraintViolationProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Resources that answer with problem details. */
@ApplicationPath("problem")
public class ProblemApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(AccountResource.class, ConstraintViolationProblemMapper.class);
    }
}
