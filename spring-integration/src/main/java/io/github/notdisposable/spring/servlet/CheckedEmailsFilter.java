/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.servlet;

import io.github.notdisposable.checker.CheckedEmails;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Keeps the verdicts of a request: opens a scope of {@link CheckedEmails} for it, and makes that scope current again for its asynchronous and
 * error dispatches. Safe for use by several threads.
 */
public final class CheckedEmailsFilter implements Filter {

    private static final String ATTRIBUTE = CheckedEmailsFilter.class.getName() + ".scope";

    /** Creates the filter. */
    public CheckedEmailsFilter() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(ATTRIBUTE) instanceof CheckedEmails known) {
            CheckedEmails.Attachment attachment = known.attach();
            try {
                chain.doFilter(request, response);
            } finally {
                attachment.close();
            }
        } else {
            try (CheckedEmails opened = CheckedEmails.open()) {
                request.setAttribute(ATTRIBUTE, opened);
                chain.doFilter(request, response);
            }
        }
    }
}
