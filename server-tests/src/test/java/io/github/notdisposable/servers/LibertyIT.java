/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

class LibertyIT extends ServerContract {

    LibertyIT() {
        super(new Liberty());
    }
}
