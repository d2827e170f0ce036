/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.address;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever is typed into a form, it is an address in canonical form or none. */
class EmailAddressFuzzTest {

    @FuzzTest
    void anyTextIsAnAddressOrNone(FuzzedDataProvider data) {
        EmailAddressPropertiesTest.assertCanonicalOrNone(data.consumeRemainingAsString());
    }
}
