/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.testkit;

import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.embedded.EmbeddedBackend;

class EmbeddedContractTest extends EmailBackendContract {

    @Override
    protected EmailBackend createBackend() {
        return EmbeddedBackend.builder().dns(EmbeddedBackend.DnsUse.NEVER).build();
    }

    @Override
    protected EmailAddress disposableAddress() {
        return EmailAddress.parse("ada@mailinator.com").orElseThrow();
    }

    @Override
    protected EmailAddress cleanAddress() {
        return EmailAddress.parse("ada@company.example").orElseThrow();
    }
}
