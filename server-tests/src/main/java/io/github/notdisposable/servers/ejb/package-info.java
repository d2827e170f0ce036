/* SPDX-License-Identifier: Apache-2.0 */
/** The EJB module of the EAR. */
package io.github.notdisposable.servers.ejb;
