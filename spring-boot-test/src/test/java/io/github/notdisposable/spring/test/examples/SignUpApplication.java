/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.test.examples;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class SignUpApplication {}
