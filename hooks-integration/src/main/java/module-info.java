/* SPDX-License-Identifier: Apache-2.0 */
/** Answers the sign-up hooks of identity providers. */
module io.github.notdisposable.hooks {
    requires transitive io.github.notdisposable;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires com.nimbusds.jose.jwt;

    exports io.github.notdisposable.hooks;
}
