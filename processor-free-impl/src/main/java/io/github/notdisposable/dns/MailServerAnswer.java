/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a domain accepts mail, according to the DNS. Immutable, and thread-safe. */
public final class MailServerAnswer {

    /** What the DNS says of a domain. */
    public enum Status {
        /** Mail can be delivered: there are MX records, or none but an address that the whole Internet can reach (RFC 5321 section 5.1). */
        ACCEPTS_MAIL,

        /**
         * The domain exists and mail cannot be delivered: a null MX (RFC 7505), MX records of which none can be used, or neither an MX record nor
         * an address that the whole Internet can reach.
         */
        NO_MAIL,

        /** The domain does not exist: NXDOMAIN, or a name that never exists in the DNS (RFC 6761, RFC 7686). */
        NO_SUCH_DOMAIN,

        /** Nobody could say, or only a name server that denies everything, the root of the DNS included. Never a reason to refuse. */
        UNKNOWN
    }

    private static final MailServerAnswer NO_MAIL = new MailServerAnswer(Status.NO_MAIL, List.of(), null);
    private static final MailServerAnswer NO_SUCH_DOMAIN = new MailServerAnswer(Status.NO_SUCH_DOMAIN, List.of(), null);

    private final Status status;
    private final List<MailServer> mailServers;
    private final @Nullable UnavailableReason unavailable;

    private MailServerAnswer(Status status, List<MailServer> mailServers, @Nullable UnavailableReason unavailable) {
        this.status = status;
        this.mailServers = mailServers;
        this.unavailable = unavailable;
    }

    /**
     * Returns the answer for a domain that accepts mail.
     *
     * @param mailServers the exchangers, in any order; the domain itself where there is no MX record
     * @return the answer
     * @throws IllegalArgumentException if there is no exchanger
     */
    public static MailServerAnswer acceptsMail(List<MailServer> mailServers) {
        if (mailServers.isEmpty()) {
            throw new IllegalArgumentException("'mailServers' must not be empty");
        }
        List<MailServer> sorted = mailServers.stream()
                .distinct()
                .sorted(Comparator.comparingInt(MailServer::priority).thenComparing(MailServer::hostname))
                .toList();
        return new MailServerAnswer(Status.ACCEPTS_MAIL, sorted, null);
    }

    /** {@return the answer for a domain that exists and accepts no mail} */
    public static MailServerAnswer noMail() {
        return NO_MAIL;
    }

    /** {@return the answer for a domain that does not exist} */
    public static MailServerAnswer noSuchDomain() {
        return NO_SUCH_DOMAIN;
    }

    /**
     * Returns the answer where nobody could say.
     *
     * @param reason why
     * @return the answer
     */
    public static MailServerAnswer unknown(UnavailableReason reason) {
        return new MailServerAnswer(Status.UNKNOWN, List.of(), Objects.requireNonNull(reason, "reason"));
    }

    /** {@return the answer of the DNS} */
    public Status status() {
        return status;
    }

    /** {@return the exchangers, the most preferred first; empty unless the domain accepts mail} */
    public List<MailServer> mailServers() {
        return mailServers;
    }

    /** {@return why nobody could say, or empty if the status is not {@link Status#UNKNOWN}} */
    public Optional<UnavailableReason> unavailableReason() {
        return Optional.ofNullable(unavailable);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MailServerAnswer that
                && status == that.status
                && mailServers.equals(that.mailServers)
                && unavailable == that.unavailable;
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, mailServers, unavailable);
    }

    @Override
    public String toString() {
        return unavailable != null
                ? "MailServerAnswer[UNKNOWN, " + unavailable + "]"
                : "MailServerAnswer[" + status + ", mailServers=" + mailServers.size() + "]";
    }
}
