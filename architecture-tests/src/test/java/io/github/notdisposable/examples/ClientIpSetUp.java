/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.examples;

import io.github.notdisposable.config.Settings;
import io.github.notdisposable.jakarta.servlet.ClientIpFilter;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

@WebListener
public final class ClientIpSetUp implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        ClientIpFilter.register(
                event.getServletContext(), Settings.load().clientIpResolver().build());
    }
}
