/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import static io.github.notdisposable.client.ClientIpResolution.Reason.ALL_TRUSTED;
import static io.github.notdisposable.client.ClientIpResolution.Reason.NO_HEADER;
import static io.github.notdisposable.client.ClientIpResolution.Reason.NO_PEER;
import static io.github.notdisposable.client.ClientIpResolution.Reason.SEVERAL_VALUES;
import static io.github.notdisposable.client.ClientIpResolution.Reason.TOO_SHORT;
import static io.github.notdisposable.client.ClientIpResolution.Reason.UNREADABLE;

import io.github.notdisposable.client.ClientIpResolution.Reason;
import io.github.notdisposable.client.ClientRequest.Rewriting;
import io.github.notdisposable.internal.Arguments;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which address a request comes from. Immutable, and thread-safe.
 *
 * <pre>{@code
 * ClientIpResolver resolver = ClientIpResolver.chain("X-Forwarded-For", TrustedNetworks.of("10.0.0.0/8"));
 * Optional<ClientIp> client = resolver.resolve(request).client();
 * }</pre>
 *
 * <p>A header is believed only where {@link Mode the mode} says so, and only as far as your own proxies have written it. An entry
 * that cannot be read is never passed over for one further left, which the client may have written. The DNS is never asked. Time and memory
 * are linear in the length of the header at most.
 */
public final class ClientIpResolver {

    /** The header that most proxies add to, {@code X-Forwarded-For}. */
    public static final String X_FORWARDED_FOR = "X-Forwarded-For";

    /** The header of RFC 7239, {@code Forwarded}, of which the parameter {@code for} is read. */
    public static final String FORWARDED = "Forwarded";

    private static final Logger LOG = System.getLogger(ClientIpResolver.class.getName());

    /** Headers that show that a proxy stands in front of the server. */
    private static final List<String> TELLTALES = List.of(X_FORWARDED_FOR, FORWARDED, "X-Real-IP", "CF-Connecting-IP");

    private final Mode mode;
    private final String header;
    private final int hops;
    private final TrustedNetworks trusted;
    private final BooleanSupplier addressInUse;
    private final Consumer<Warning> onWarning;
    private final Set<Warning> warned = Collections.synchronizedSet(EnumSet.noneOf(Warning.class));

    /** Whether peers are still compared with the headers; once there was a reason to warn, that is over. */
    private volatile boolean watching = true;

    private ClientIpResolver(Builder builder) {
        mode = builder.mode;
        header = builder.header == null ? X_FORWARDED_FOR : builder.header;
        hops = builder.hops;
        trusted = builder.trustedProxies;
        addressInUse = builder.addressInUse;
        onWarning = builder.onWarning;
        if ((mode == Mode.CHAIN || mode == Mode.SINGLE) && trusted.trustsEverybody()) {
            warn(Warning.EVERYBODY_TRUSTED);
        }
    }

    /** {@return a resolver that takes the address of the peer and reads no header} */
    public static ClientIpResolver peer() {
        return builder().build();
    }

    /**
     * Returns a resolver that reads a header from right to left and takes the first address that is not trusted.
     *
     * @param header the name of the header, {@link #X_FORWARDED_FOR} or {@link #FORWARDED} or another one of the form of the first
     * @param trusted the networks of the proxies
     * @return the resolver
     * @throws IllegalArgumentException if nobody is trusted, or the name is not one of a header
     */
    public static ClientIpResolver chain(String header, TrustedNetworks trusted) {
        return builder().mode(Mode.CHAIN).header(header).trustedProxies(trusted).build();
    }

    /**
     * Returns a resolver that takes an entry of a header by its place, counted from the right.
     *
     * @param header the name of the header, {@link #X_FORWARDED_FOR} or {@link #FORWARDED} or another one of the form of the first
     * @param hops how many proxies add to the header; 1 takes the last entry
     * @return the resolver
     * @throws IllegalArgumentException if the number is not positive, or the name is not one of a header
     */
    public static ClientIpResolver hops(String header, int hops) {
        return builder().mode(Mode.HOPS).header(header).hops(hops).build();
    }

    /**
     * Returns a resolver that takes the one address that a header holds, if the peer is trusted, and else the peer.
     *
     * @param header the name of the header
     * @param trusted the networks of the proxies that set the header
     * @return the resolver
     * @throws IllegalArgumentException if nobody is trusted, or the name is not one of a header that holds an address alone
     */
    public static ClientIpResolver single(String header, TrustedNetworks trusted) {
        return builder()
                .mode(Mode.SINGLE)
                .header(header)
                .trustedProxies(trusted)
                .build();
    }

    /** {@return a builder of a resolver} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return from what the address is taken} */
    public Mode mode() {
        return mode;
    }

    /** {@return the networks of the proxies, by default what trusts nobody} */
    public TrustedNetworks trustedProxies() {
        return trusted;
    }

    /**
     * Finds out which address a request comes from.
     *
     * @param request the request
     * @return the address, or why it is not known
     */
    public ClientIpResolution resolve(ClientRequest request) {
        ClientIp peer = readPeer(request.peer());
        if (request.rewriting() == Rewriting.FIRST_ENTRY) {
            if (addressInUse.getAsBoolean()) {
                warn(Warning.ADDRESS_REWRITTEN);
            }
            return resolution(peer, NO_PEER);
        }
        if (watching) {
            watch(request, peer);
        }
        boolean walked = request.rewriting() == Rewriting.TRUSTED_PROXIES;
        return switch (mode) {
            case PEER -> resolution(peer, NO_PEER);
            case CHAIN -> walked || !isTrusted(peer, request) ? resolution(peer, NO_PEER) : chain(entries(request));
            case HOPS -> walked ? resolution(peer, NO_PEER) : hops(entries(request));
            case SINGLE -> isTrusted(peer, request) ? single(request.headerLines(header)) : resolution(peer, NO_PEER);
        };
    }

    private ClientIpResolution chain(HeaderEntries entries) {
        boolean any = false;
        while (entries.next()) {
            if (entries.isEmpty()) {
                continue;
            }
            any = true;
            ClientIp address = entries.address();
            if (address == null) {
                return ClientIpResolution.none(UNREADABLE);
            }
            if (!trusted.contains(address)) {
                return ClientIpResolution.of(address);
            }
        }
        return ClientIpResolution.none(any ? ALL_TRUSTED : NO_HEADER);
    }

    private ClientIpResolution hops(HeaderEntries entries) {
        ClientIp address = null;
        for (int hop = 0; hop < hops; hop++) {
            if (!entries.next()) {
                return ClientIpResolution.none(hop == 0 ? NO_HEADER : TOO_SHORT);
            }
            // An empty entry counts: to leave it out would move the count to the left, where the client writes.
            address = entries.address();
            if (address == null) {
                return ClientIpResolution.none(UNREADABLE);
            }
        }
        return resolution(address, NO_HEADER);
    }

    private static ClientIpResolution single(List<String> lines) {
        if (lines.size() > 1) {
            return ClientIpResolution.none(SEVERAL_VALUES);
        }
        HeaderEntries entries = HeaderEntries.ofList(lines);
        if (!entries.next()) {
            return ClientIpResolution.none(NO_HEADER);
        }
        Reason otherwise = entries.isEmpty() ? NO_HEADER : UNREADABLE;
        ClientIp address = entries.address();
        return entries.next() ? ClientIpResolution.none(SEVERAL_VALUES) : resolution(address, otherwise);
    }

    private HeaderEntries entries(ClientRequest request) {
        List<String> lines = request.headerLines(header);
        return header.equalsIgnoreCase(FORWARDED) ? HeaderEntries.ofForwarded(lines) : HeaderEntries.ofList(lines);
    }

    private boolean isTrusted(@Nullable ClientIp peer, ClientRequest request) {
        return peer == null ? trusted.trustsUnixSockets() && isUnixSocket(request.peer()) : trusted.contains(peer);
    }

    /** Returns whether the peer is a Unix domain socket, by the text that servers report for one. */
    private static boolean isUnixSocket(@Nullable String peer) {
        return peer != null && (peer.startsWith("@") || peer.equals("unix") || peer.startsWith("unix:"));
    }

    private static ClientIpResolution resolution(@Nullable ClientIp address, Reason otherwise) {
        return address == null ? ClientIpResolution.none(otherwise) : ClientIpResolution.of(address);
    }

    /** Reads the address of a peer, which containers report with a port or with the zone of a link-local address. */
    private static @Nullable ClientIp readPeer(@Nullable String peer) {
        if (peer == null) {
            return null;
        }
        String text = peer;
        int zone = text.indexOf('%');
        if (zone >= 0 && text.indexOf(':') >= 0 && text.indexOf(':') < zone) {
            int close = text.indexOf(']', zone);
            text = text.substring(0, zone) + (close < 0 ? "" : text.substring(close));
        }
        ClientIp address = HeaderEntries.node(text, 0, text.length(), false);
        return address == null || address.isUnspecified() ? null : address;
    }

    /** Warns where the address of the peer is taken and the headers tell that it should not be. */
    private void watch(ClientRequest request, @Nullable ClientIp peer) {
        boolean peerIsTaken = mode == Mode.PEER || (mode != Mode.HOPS && !isTrusted(peer, request));
        if (!peerIsTaken || request.rewriting() != Rewriting.NONE || !addressInUse.getAsBoolean()) {
            return;
        }
        if (peer != null && peer.equals(firstEntry(request.headerLines(X_FORWARDED_FOR)))) {
            watching = false;
            warn(Warning.ADDRESS_REWRITTEN);
        } else if (mode == Mode.PEER
                && TELLTALES.stream()
                        .anyMatch(name -> !request.headerLines(name).isEmpty())) {
            watching = false;
            warn(Warning.HEADERS_IGNORED);
        }
    }

    /** Reads the entry that a leftmost rule would take. */
    private static @Nullable ClientIp firstEntry(List<String> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        String line = lines.get(0);
        int comma = line.indexOf(',');
        String entry = (comma < 0 ? line : line.substring(0, comma)).strip();
        return HeaderEntries.node(entry, 0, entry.length(), false);
    }

    private void warn(Warning warning) {
        if (warned.add(warning)) {
            onWarning.accept(warning);
        }
    }

    @Override
    public String toString() {
        return "ClientIpResolver[mode=" + mode + "]";
    }

    /** Builds a resolver. Not thread-safe. */
    public static final class Builder {

        private Mode mode = Mode.PEER;
        private @Nullable String header;
        private int hops;
        private TrustedNetworks trustedProxies = TrustedNetworks.none();
        private BooleanSupplier addressInUse = () -> true;
        private Consumer<Warning> onWarning = warning -> LOG.log(Level.WARNING, warning.message());

        private Builder() {}

        /**
         * Sets from what the address is taken.
         *
         * @param mode {@link Mode#PEER} by default
         * @return this
         */
        public Builder mode(Mode mode) {
            this.mode = Objects.requireNonNull(mode, "mode");
            return this;
        }

        /**
         * Sets the header that is read.
         *
         * @param header its name, in any case; {@link ClientIpResolver#X_FORWARDED_FOR} by default where the mode is {@link Mode#CHAIN}
         *     or {@link Mode#HOPS}
         * @return this
         * @throws IllegalArgumentException if no header can have this name
         */
        public Builder header(String header) {
            boolean token = !header.isEmpty() && header.chars().allMatch(c -> HeaderEntries.isTokenCharacter((char) c));
            if (!token) {
                throw new IllegalArgumentException("'header' must be the name of an HTTP header, was '" + header + "'");
            }
            this.header = header;
            return this;
        }

        /**
         * Sets how many proxies add to the header, for {@link Mode#HOPS}.
         *
         * @param hops at least 1; there is no default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder hops(int hops) {
            this.hops = Arguments.positive("hops", hops);
            return this;
        }

        /**
         * Sets the networks of the proxies, for {@link Mode#CHAIN} and {@link Mode#SINGLE}.
         *
         * @param trustedProxies what trusts nobody by default
         * @return this
         */
        public Builder trustedProxies(TrustedNetworks trustedProxies) {
            this.trustedProxies = Objects.requireNonNull(trustedProxies, "trustedProxies");
            return this;
        }

        /**
         * Sets whether the address is used: by a service that receives it, or by the abuse shield. There are no warnings otherwise.
         *
         * @param addressInUse asked on each request until there was a warning; always true by default
         * @return this
         */
        public Builder addressInUse(BooleanSupplier addressInUse) {
            this.addressInUse = Objects.requireNonNull(addressInUse, "addressInUse");
            return this;
        }

        /**
         * Sets the listener for warnings that the configuration cannot be right. Each warning is reported once.
         *
         * @param onWarning writes to the log by default
         * @return this
         */
        public Builder onWarning(Consumer<Warning> onWarning) {
            this.onWarning = Objects.requireNonNull(onWarning, "onWarning");
            return this;
        }

        /**
         * Builds the resolver.
         *
         * @return the resolver
         * @throws IllegalArgumentException if something is missing that the mode needs
         */
        public ClientIpResolver build() {
            if (mode == Mode.HOPS && hops == 0) {
                throw new IllegalArgumentException("'hops' must be set where the mode is HOPS");
            }
            if ((mode == Mode.CHAIN || mode == Mode.SINGLE) && trustedProxies.isEmpty()) {
                throw new IllegalArgumentException("'trustedProxies' must not be empty where the mode is " + mode);
            }
            if (mode == Mode.SINGLE && (header == null || header.equalsIgnoreCase(FORWARDED))) {
                throw new IllegalArgumentException(
                        "'header' must be one that holds an address alone where the mode is SINGLE");
            }
            return new ClientIpResolver(this);
        }
    }

    /** From what the address of a client is taken. */
    public enum Mode {
        /** The peer, as the container reports it; no header is read. For a server that clients reach directly, and the default. */
        PEER,

        /**
         * A header to which each proxy adds the address that it was called from, and the networks of those proxies: read from right to left, the
         * first address that is not one of theirs is the client. For most set-ups with proxies.
         */
        CHAIN,

        /**
         * The same header, and how many proxies add to it. For proxies whose addresses are not known beforehand; then nobody may reach the server
         * around them.
         */
        HOPS,

        /** A header that holds one address, such as {@code CF-Connecting-IP}, set by a proxy in a trusted network. */
        SINGLE
    }

    /** A configuration that cannot be right, as far as a resolver can see. Each is reported once. */
    public enum Warning {
        /** Requests carry forwarding headers, but the mode is {@link ClientIpResolver.Mode#PEER}: all clients behind a proxy count as one. */
        HEADERS_IGNORED(
                "Requests carry forwarding headers, but the client's address is taken from the connection. Behind a proxy that is the "
                        + "proxy's address, and all clients count as one: set notdisposable.client-ip.mode."),

        /** A container or a framework has put the first entry of a header, which any client can write, in the place of the peer's address. */
        ADDRESS_REWRITTEN(
                "The container or a framework takes the client's address from the first entry of a forwarding header, which any client "
                        + "can write. Switch that off and set notdisposable.client-ip.mode=chain, or let it trust proxies only."),

        /** The whole of IPv4 or IPv6 is trusted. */
        EVERYBODY_TRUSTED(
                "The trusted proxies hold every address there is: no entry of a forwarding header is taken for the client. Name the "
                        + "networks of the proxies.");

        private final String message;

        Warning(String message) {
            this.message = message;
        }

        /** {@return the problem and the solution, in one or two sentences} */
        public String message() {
            return message;
        }
    }
}
