/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of one refresh of one list. Immutable and thread-safe. */
public final class RefreshResult {

    /** What became of a list. */
    public enum Status {
        /** The list had changed, and was taken over. */
        UPDATED,

        /** The list is as it was. */
        UNCHANGED,

        /** The list was not taken over; what was known before, if anything, stands. {@link RefreshResult#problem()} says why. */
        KEPT
    }

    private final URI url;
    private final Status status;
    private final @Nullable Problem problem;
    private final int domains;
    private final int dropped;

    RefreshResult(URI url, Status status, @Nullable Problem problem, int domains, int dropped) {
        this.url = url;
        this.status = status;
        this.problem = problem;
        this.domains = domains;
        this.dropped = dropped;
    }

    /** {@return the list's address} */
    public URI url() {
        return url;
    }

    /** {@return the outcome} */
    public Status status() {
        return status;
    }

    /** {@return why it was not taken over, or empty if nothing went wrong} */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /** {@return how many domains of this list are in use now} */
    public int domains() {
        return domains;
    }

    /** {@return how many entries of what was taken over just now were left out, as they are public suffixes or no domains; zero otherwise} */
    public int dropped() {
        return dropped;
    }

    /** {@return a text without the list's address, which may hold a key} */
    @Override
    public String toString() {
        return "RefreshResult[" + status + (problem == null ? "" : ", " + problem) + ", domains=" + domains + "]";
    }

    /** Why a list was not taken over, so that what was known before stands. */
    public enum Problem {
        /** No connection could be made, or it broke off before the whole list had arrived. */
        UNREACHABLE,

        /** The server's certificate or protocol was not accepted. */
        TLS,

        /** The whole list did not arrive in time. */
        TIMEOUT,

        /** The calling thread was interrupted, or the refresher closed. */
        INTERRUPTED,

        /** The server sent us elsewhere. Redirects are not followed: name the list's final address. */
        REDIRECTED,

        /** The server answered with another status than 200 or 304. */
        HTTP_STATUS,

        /** The list has more bytes than allowed, as it was sent or once it was unpacked. */
        TOO_LARGE,

        /** The list holds more domains than allowed. */
        TOO_MANY_DOMAINS,

        /** The list holds no domain. */
        EMPTY,

        /** The list has lost a larger share of its domains at once than is likely. */
        SHRUNK,

        /** It is no list: a page in HTML, JSON of another shape or cut off, damaged compression, too many lines that are no domains,
         * or a reply that is not even HTTP. */
        NOT_A_LIST,

        /** Something unforeseen went wrong. */
        FAILED
    }
}
