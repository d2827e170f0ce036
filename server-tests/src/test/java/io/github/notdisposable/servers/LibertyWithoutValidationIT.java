/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LibertyWithoutValidationIT {

    @Test
    void saysAtTheStartThatNothingIsRefused() throws IOException {
        try (Server server = Liberty.withoutValidation()) {
            server.fetchAndStart();
            server.hand("main", new Applications(server).main());

            server.awaitLog(
                    "No Jakarta Validation provider was found, so that @NotDisposable refuses nothing. Add the feature"
                            + " beanValidation-3.0 on Open Liberty");
        }
    }
}
