/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.cdi;

import io.github.notdisposable.Category;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.EmailVerdict;
import io.github.notdisposable.checker.RefusalReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client of the current request, and what was decided on the addresses that were validated in it. In pages it is {@code #{notDisposable}}: with
 * {@code rendered="#{notDisposable.grey}"} a part of the page asks for a phone number.
 *
 * <p>It needs the client address filter, which registers itself in Servlet containers; where no filter runs, nothing is known. Thread-safe.
 */
@Named("notDisposable")
@RequestScoped
public class RequestEmails {

    private final Optional<CheckedEmails> emails = CheckedEmails.current();
    private final Optional<ClientIp> client = ClientIpHolder.current();

    /** Creates the bean of a request; CDI does. */
    public RequestEmails() {}

    /** {@return the client; empty if it is not known} */
    public Optional<ClientIp> client() {
        return client;
    }

    /** {@return what was decided, the first validated first} */
    public List<EmailDecision> getDecisions() {
        return emails.map(CheckedEmails::decisions).orElse(List.of());
    }

    /**
     * Returns the verdict on an address that was validated in this request.
     *
     * @param address the address
     * @return the verdict; empty if it was not validated
     */
    public Optional<EmailVerdict> verdictOn(@Nullable CharSequence address) {
        return emails.flatMap(checked -> checked.verdictOn(address));
    }

    /** {@return whether an address was let in that is grey: ask for one more thing, a phone number for example} */
    public boolean isGrey() {
        return getDecisions().stream()
                .anyMatch(decision -> decision.isAllowed() && decision.verdict().category() == Category.GREY);
    }

    /** {@return whether an address was refused} */
    public boolean isRefused() {
        return getDecisions().stream().anyMatch(decision -> !decision.isAllowed());
    }

    /** {@return whether the client is banned} */
    public boolean isBanned() {
        return getDecisions().stream()
                .flatMap(decision -> decision.refusal().stream())
                .anyMatch(RefusalReason.BANNED::equals);
    }
}
