/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

class TomEEIT extends ServerContract {

    TomEEIT() {
        super(new TomEE());
    }
}
