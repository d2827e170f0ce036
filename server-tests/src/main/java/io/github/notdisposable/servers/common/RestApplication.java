/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.common;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

@ApplicationPath("rest")
public class RestApplication extends Application {}
