/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

class PayaraIT extends ServerContract {

    PayaraIT() {
        super(new Payara());
    }
}
