/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

/** Why a backend could not answer. */
public enum UnavailableReason {
    /** No connection could be made: refused, reset, no such host, no route. */
    UNREACHABLE,

    /** The peer's certificate or protocol was not accepted. */
    TLS,

    /** No complete answer arrived in time. */
    TIMEOUT,

    /** The calling thread was interrupted; its interrupt flag is set again. */
    INTERRUPTED,

    /** An answer arrived that is not of the documented form. */
    MALFORMED_ANSWER,

    /** The service refused the input as no address or no domain. */
    REFUSED_INPUT,

    /** The service refused the key: missing, wrong, or expired. */
    UNAUTHORIZED,

    /** The service asks to come back later: too many requests in a short time. */
    RATE_LIMITED,

    /** The quota that was paid for is used up. */
    QUOTA_EXHAUSTED,

    /** The service has begun to look, and asks to be asked again for its answer. */
    PENDING,

    /** The service said that it failed. */
    SERVER_ERROR,

    /** It was not asked, as it failed too often of late: the circuit breaker is open. */
    CIRCUIT_OPEN,

    /** It was not asked, as too many calls are under way: the bulkhead is full. */
    OVERLOADED,

    /** It was not asked, as the calling thread must not block and the answer is not in memory. */
    WOULD_BLOCK,

    /** It was not asked, as it knows no such questions: a bare domain, where the service takes addresses only. */
    NOT_SUPPORTED,

    /** It was not asked, as the client has used up its budget of lookups. */
    BUDGET_SPENT,

    /** It was not asked, as the deadline of the check was over. */
    NO_TIME_LEFT,

    /** The backend threw an exception. */
    FAILED
}
