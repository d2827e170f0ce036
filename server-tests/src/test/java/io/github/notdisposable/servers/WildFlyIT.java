/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

class WildFlyIT extends ServerContract {

    WildFlyIT() {
        super(new WildFly());
    }
}
