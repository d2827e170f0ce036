/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

class JettyIT extends ServerContract {

    JettyIT() {
        super(new Jetty());
    }
}
