/* SPDX-License-Identifier: Apache-2.0 */
/** What an application has with and without the library. */
package io.github.notdisposable.servers.common;
