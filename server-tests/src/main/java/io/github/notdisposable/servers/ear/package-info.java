/* SPDX-License-Identifier: Apache-2.0 */
/** The web module of the EAR. */
package io.github.notdisposable.servers.ear;
