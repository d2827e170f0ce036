/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.testkit;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.sandbox.SandboxServices;
import io.github.notdisposable.services.JsonBackend;

class JsonContractTest extends ServiceContract {

    @Override
    EmailBackend backend(String baseUrl, String key) {
        return JsonBackend.builder("own")
                .url(baseUrl + "/api/v1/verify/email/{address}")
                .header("x-api-token", key)
                .trait(EmailTrait.DISPOSABLE, "/data/classification/is_disposable")
                .build();
    }

    @Override
    String goodKey() {
        return SandboxServices.STOPREG_API_TOKEN;
    }
}
