/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.servlet;

import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsSource;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;

/** Reads settings from the parameters of a filter and its context. */
final class ServletSettings {

    private ServletSettings() {}

    static ClientIpResolver resolver(FilterConfig config) {
        return Settings.load(
                        SettingsSource.of(
                                "filter parameter",
                                config::getInitParameter,
                                Collections.list(config.getInitParameterNames())),
                        parameters(config.getServletContext()))
                .clientIpResolver()
                .build();
    }

    static Settings of(ServletContext context) {
        return Settings.load(parameters(context));
    }

    private static SettingsSource parameters(ServletContext context) {
        return SettingsSource.of(
                "context parameter", context::getInitParameter, Collections.list(context.getInitParameterNames()));
    }
}
