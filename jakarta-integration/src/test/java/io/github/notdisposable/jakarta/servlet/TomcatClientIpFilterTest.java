/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.servlet;

import io.github.notdisposable.jakarta.testing.ServletServer;
import io.github.notdisposable.jakarta.testing.TomcatServer;
import java.util.Set;

class TomcatClientIpFilterTest extends ClientIpFilterContract {

    @Override
    ServletServer newServer() {
        return new TomcatServer();
    }

    @Override
    Set<String> refusedRows() {
        return Set.of("31 NUL", "31 bell", "31 delete");
    }
}
