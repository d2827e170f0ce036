/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.http;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How other servers are reached: the settings that all services and the download of lists have in common. Immutable, and thread-safe.
 *
 * <p>Each of them makes one client of its own, over HTTP/1.1, and closes it when it is closed. Redirects are never followed, no
 * compressed answer is asked for or read, and no cookie is kept.
 *
 * <p>Keys: {@code notdisposable.http.connect-timeout}, {@code .max-answer-size}, {@code .proxy}, {@code .trust-store},
 * {@code .trust-store-password}, {@code .allow-insecure}.
 */
public final class HttpSettings {

    private static final HttpSettings DEFAULTS = builder().build();

    private final Duration connectTimeout;
    private final int maxAnswerBytes;
    private final @Nullable ProxySelector proxy;
    private final @Nullable SSLContext sslContext;
    private final boolean allowInsecure;
    private final @Nullable Executor executor;
    private final @Nullable HttpClient client;
    private final Clock clock;

    private HttpSettings(Builder builder) {
        connectTimeout = builder.connectTimeout;
        maxAnswerBytes = builder.maxAnswerBytes;
        proxy = builder.proxy;
        sslContext = builder.sslContext;
        allowInsecure = builder.allowInsecure;
        executor = builder.executor;
        client = builder.client;
        clock = builder.clock;
    }

    /** {@return a builder, with every default set} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the defaults: see the builder's methods} */
    public static HttpSettings defaults() {
        return DEFAULTS;
    }

    /** {@return how long making a connection may take} */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** {@return the longest answer that is read, in bytes} */
    public int maxAnswerBytes() {
        return maxAnswerBytes;
    }

    /** {@return the proxy selector, or empty for that of the JVM} */
    public Optional<ProxySelector> proxy() {
        return Optional.ofNullable(proxy);
    }

    /** {@return the TLS context, or empty for that of the JVM} */
    public Optional<SSLContext> sslContext() {
        return Optional.ofNullable(sslContext);
    }

    /** {@return whether {@code http} to other machines is allowed} */
    public boolean allowInsecure() {
        return allowInsecure;
    }

    /** {@return the executor of requests, or empty for threads of our own} */
    public Optional<Executor> executor() {
        return Optional.ofNullable(executor);
    }

    /** {@return the client that is used in place of a new one, or empty} */
    public Optional<HttpClient> client() {
        return Optional.ofNullable(client);
    }

    /** {@return the clock by which dates in answers are read} */
    public Clock clock() {
        return clock;
    }

    @Override
    public String toString() {
        return "HttpSettings[connectTimeout=" + connectTimeout + ", maxAnswerBytes=" + maxAnswerBytes
                + ", allowInsecure=" + allowInsecure + "]";
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        private Duration connectTimeout = Duration.ofSeconds(2);
        private int maxAnswerBytes = 65_536;
        private @Nullable ProxySelector proxy;
        private @Nullable SSLContext sslContext;
        private boolean allowInsecure;
        private @Nullable Executor executor;
        private @Nullable HttpClient client;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Sets how long making a connection may take. A check's own deadline holds besides.
         *
         * @param connectTimeout a positive time; 2 seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder connectTimeout(Duration connectTimeout) {
            if (connectTimeout.isNegative() || connectTimeout.isZero()) {
                throw new IllegalArgumentException("'connectTimeout' must be positive, was " + connectTimeout);
            }
            this.connectTimeout = connectTimeout;
            return this;
        }

        /**
         * Sets how long an answer may be. A longer one is not read on, and taken as no answer.
         *
         * @param maxAnswerBytes 1,024 to 16,777,216 bytes; 65,536 by default
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxAnswerBytes(int maxAnswerBytes) {
            if (maxAnswerBytes < 1_024 || maxAnswerBytes > 16_777_216) {
                throw new IllegalArgumentException("'maxAnswerBytes' must be 1024 to 16777216, was " + maxAnswerBytes);
            }
            this.maxAnswerBytes = maxAnswerBytes;
            return this;
        }

        /**
         * Sets the proxy through which services are reached.
         *
         * @param host its name or address
         * @param port its port, 1 to 65,535
         * @return this
         * @throws IllegalArgumentException if the host is blank or the port out of range
         */
        public Builder proxy(String host, int port) {
            if (host.isBlank()) {
                throw new IllegalArgumentException("'proxy' must name a host");
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("'proxy' must have a port from 1 to 65535, was " + port);
            }
            return proxy(ProxySelector.of(new InetSocketAddress(host, port)));
        }

        /**
         * Sets what chooses the proxy.
         *
         * @param proxy the chooser; {@code null}, as by default, for that of the JVM, which reads {@code https.proxyHost} and its like
         * @return this
         */
        public Builder proxy(@Nullable ProxySelector proxy) {
            this.proxy = proxy;
            return this;
        }

        /**
         * Trusts the certificates of a file, and no others.
         *
         * @param file certificates as PEM text, or a key store of type PKCS #12 or JKS without a password
         * @return this
         * @throws IllegalArgumentException if the file cannot be read, or holds no certificate
         */
        public Builder trust(Path file) {
            return sslContext(TrustedCertificates.contextOf(file, null));
        }

        /**
         * Trusts the certificates of a key store, and no others.
         *
         * @param file a key store of type PKCS #12 or JKS
         * @param password its password
         * @return this
         * @throws IllegalArgumentException if the file cannot be read, or holds no certificate
         */
        public Builder trust(Path file, char[] password) {
            return sslContext(TrustedCertificates.contextOf(file, password));
        }

        /**
         * Sets the TLS context.
         *
         * @param sslContext the context; {@code null}, as by default, for that of the JVM
         * @return this
         */
        public Builder sslContext(@Nullable SSLContext sslContext) {
            this.sslContext = sslContext;
            return this;
        }

        /**
         * Allows base addresses with {@code http} whose host is not the machine itself. Addresses and keys then cross the network unencrypted.
         *
         * @param allowInsecure {@code false} by default
         * @return this
         */
        public Builder allowInsecure(boolean allowInsecure) {
            this.allowInsecure = allowInsecure;
            return this;
        }

        /**
         * Sets whose threads send requests. Each request takes one while it is under way. A task that the executor turns away is a question that
         * cannot be asked now; the executor must not run it on the calling thread, which could then not keep its deadline.
         *
         * @param executor the executor, which is not shut down; {@code null}, as by default, for daemon threads, at most 1,024, that end
         *     when they have been idle for five seconds
         * @return this
         */
        public Builder executor(@Nullable Executor executor) {
            this.executor = executor;
            return this;
        }

        /**
         * Sets the client. It is not closed. The settings of connect timeout, proxy and TLS are then the client's own. For a JVM that asks others
         * about certificates, for example: a client that is made here checks them on its one thread, which must not wait.
         *
         * @param client a client that follows no redirects; {@code null}, as by default, if one shall be made
         * @return this
         * @throws IllegalArgumentException if the client follows redirects: the key would go to another host
         */
        public Builder client(@Nullable HttpClient client) {
            if (client != null && client.followRedirects() != HttpClient.Redirect.NEVER) {
                throw new IllegalArgumentException("'client' must not follow redirects");
            }
            this.client = client;
            return this;
        }

        /**
         * Sets the clock by which a {@code Retry-After} date is read where the service does not send its own time. Nothing else depends on it.
         *
         * @param clock the system's by default
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** {@return the settings} */
        public HttpSettings build() {
            return new HttpSettings(this);
        }
    }
}
