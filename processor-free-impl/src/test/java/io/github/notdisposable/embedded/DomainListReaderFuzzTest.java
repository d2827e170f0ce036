/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a server sends for a list, it is a list or a problem. */
class DomainListReaderFuzzTest {

    @FuzzTest
    void anyBytesAreAListOrAProblem(byte[] body) {
        DomainListReaderTest.assertListOrProblem(body);
    }
}
