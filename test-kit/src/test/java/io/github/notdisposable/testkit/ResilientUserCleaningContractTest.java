/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.testkit;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.resilience.ResilientBackend;
import io.github.notdisposable.sandbox.SandboxServices;
import io.github.notdisposable.services.UserCleaningBackend;

class ResilientUserCleaningContractTest extends ServiceContract {

    @Override
    EmailBackend backend(String baseUrl, String key) {
        return ResilientBackend.of(
                UserCleaningBackend.builder().apiKey(key).baseUrl(baseUrl).build());
    }

    @Override
    String goodKey() {
        return SandboxServices.USER_CLEANING_API_KEY;
    }
}
