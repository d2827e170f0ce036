/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

class TomcatMojarraIT extends ServerContract {

    TomcatMojarraIT() {
        super(Tomcat.withMojarra());
    }
}
