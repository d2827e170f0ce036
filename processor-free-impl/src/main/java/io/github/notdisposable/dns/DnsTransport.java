/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** Carries one question to one name server and the reply back. */
interface DnsTransport {

    /**
     * Asks a name server. Called on the thread of the loop only, on which the result is completed too.
     *
     * @param server the name server
     * @param query the question
     * @param end when to give up, in terms of {@link EventLoop#nanoTime()}
     * @return the reply: malformed, truncated even over TCP, a failure, or an answer; canceling it ends the exchange. It fails with a
     *     {@link java.net.SocketTimeoutException} if no reply arrived in time, with an {@link java.nio.channels.AsynchronousCloseException} if the
     *     loop ended, and with another exception if no connection could be made
     */
    CompletableFuture<DnsReply> exchange(InetSocketAddress server, DnsQuery query, long end);
}
