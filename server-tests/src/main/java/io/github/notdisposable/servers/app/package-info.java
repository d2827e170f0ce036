/* SPDX-License-Identifier: Apache-2.0 */
/** The application that is deployed: a form, a REST resource, a CDI bean and what the tests look at them with. */
package io.github.notdisposable.servers.app;
