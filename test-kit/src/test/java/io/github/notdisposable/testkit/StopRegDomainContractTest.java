/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.testkit;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.sandbox.SandboxServices;
import io.github.notdisposable.services.StopRegBackend;
import io.github.notdisposable.services.StopRegBackend.Send;

class StopRegDomainContractTest extends ServiceContract {

    @Override
    EmailBackend backend(String baseUrl, String key) {
        return StopRegBackend.builder()
                .apiToken(key)
                .baseUrl(baseUrl)
                .send(Send.DOMAIN)
                .build();
    }

    @Override
    String goodKey() {
        return SandboxServices.STOPREG_API_TOKEN;
    }
}
