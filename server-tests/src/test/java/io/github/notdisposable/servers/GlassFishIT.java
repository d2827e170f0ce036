/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

class GlassFishIT extends ServerContract {

    GlassFishIT() {
        super(new GlassFish());
    }
}
