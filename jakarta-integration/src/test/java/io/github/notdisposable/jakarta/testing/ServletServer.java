/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.testing;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.util.LinkedHashMap;
import java.util.Map;

/** A Servlet container on a free port of this machine, with filters for all dispatches and asynchronous servlets. */
public abstract class ServletServer {

    public final Map<String, Filter> filters = new LinkedHashMap<>();
    public final Map<String, Servlet> servlets = new LinkedHashMap<>();

    /** Starts with the filters in their order and the servlets by path; {@code /error} is the error page. Returns the port. */
    public abstract int start() throws Exception;

    public abstract void stop() throws Exception;
}
