/* SPDX-License-Identifier: Apache-2.0 */
/** Main classes that run in the servers' processes. */
package io.github.notdisposable.servers.launch;
