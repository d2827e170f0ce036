/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.servlet;

import io.github.notdisposable.jakarta.testing.JettyServer;
import io.github.notdisposable.jakarta.testing.ServletServer;
import java.util.Set;

class JettyClientIpFilterTest extends ClientIpFilterContract {

    @Override
    ServletServer newServer() {
        return new JettyServer();
    }

    @Override
    Set<String> refusedRows() {
        return Set.of("31 NUL", "31 bell", "31 delete");
    }
}
