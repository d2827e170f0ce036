/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.testkit;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.sandbox.SandboxServices;
import io.github.notdisposable.services.UserCleaningBackend;
import io.github.notdisposable.services.UserCleaningBackend.Contract;

class UserCleaningJsonContractTest extends ServiceContract {

    @Override
    EmailBackend backend(String baseUrl, String key) {
        return UserCleaningBackend.builder()
                .apiKey(key)
                .baseUrl(baseUrl)
                .contract(Contract.JSON)
                .build();
    }

    @Override
    String goodKey() {
        return SandboxServices.USER_CLEANING_API_KEY;
    }
}
