/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.spring.NotDisposableAutoConfiguration;
import jakarta.servlet.FilterChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class NotDisposableServletAutoConfigurationTest {

    private static final AutoConfigurations CONFIGURATIONS =
            AutoConfigurations.of(NotDisposableAutoConfiguration.class, NotDisposableServletAutoConfiguration.class);

    private final List<Optional<CheckedEmails>> seen = new ArrayList<>();
    private final FilterChain chain = (request, response) -> seen.add(CheckedEmails.current());

    @Test
    void addsTheFilterToAServletApplicationOnly() {
        new WebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .run(context -> assertThat(context).hasSingleBean(FilterRegistrationBean.class));
        new ApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .run(context -> assertThat(context).doesNotHaveBean(FilterRegistrationBean.class));
    }

    @Test
    void leavesTheFilterToTheApplicationThatHasOne() {
        new WebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withBean(CheckedEmailsFilter.class)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(FilterRegistrationBean.class)
                        .hasSingleBean(CheckedEmailsFilter.class));
    }

    @Test
    void opensAScopeForEachRequestAndClosesIt() throws Exception {
        CheckedEmailsFilter filter = new CheckedEmailsFilter();
        filter.doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), chain);
        assertThat(CheckedEmails.current()).isEmpty();
        filter.doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), chain);
        assertThat(CheckedEmails.current()).isEmpty();
        assertThat(seen).hasSize(2).doesNotHaveDuplicates().doesNotContain(Optional.empty());
    }

    @Test
    void makesTheScopeCurrentAgainForALaterDispatchOfTheSameRequest() throws Exception {
        CheckedEmailsFilter filter = new CheckedEmailsFilter();
        MockHttpServletRequest request = new MockHttpServletRequest();
        filter.doFilter(request, new MockHttpServletResponse(), chain);
        Thread other = new Thread(() -> {
            try {
                filter.doFilter(request, new MockHttpServletResponse(), chain);
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
            seen.add(CheckedEmails.current());
        });
        other.start();
        other.join();
        assertThat(seen).hasSize(3);
        assertThat(seen.get(1)).isPresent().isEqualTo(seen.get(0));
        assertThat(seen.get(2)).isEmpty();
    }
}
