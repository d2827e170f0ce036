/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

class TomcatMyFacesIT extends ServerContract {

    TomcatMyFacesIT() {
        super(Tomcat.withMyFaces());
    }
}
