/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.testkit;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.resilience.ResilientBackend;
import io.github.notdisposable.sandbox.SandboxServices;
import io.github.notdisposable.services.StopRegBackend;

class ResilientStopRegContractTest extends ServiceContract {

    @Override
    EmailBackend backend(String baseUrl, String key) {
        return ResilientBackend.of(
                StopRegBackend.builder().apiToken(key).baseUrl(baseUrl).build());
    }

    @Override
    String goodKey() {
        return SandboxServices.STOPREG_API_TOKEN;
    }
}
