/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks of the addresses that may be asked. No message holds the address, which could have a key in it. */
public final class WebAddresses {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private WebAddresses() {}

    /**
     * Checks that an address may be asked.
     *
     * @param setting the setting that holds it
     * @param url the address
     * @param allowInsecure whether {@code http} to other machines is allowed
     * @param otherwise what would happen over {@code http}
     * @throws IllegalArgumentException if it is neither {@code https} nor {@code http}, has no host, holds a user name, or is not secure
     */
    public static void check(String setting, URI url, boolean allowInsecure, String otherwise) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http")) || url.getHost() == null) {
            throw new IllegalArgumentException("'" + setting + "' must be an http or https URL with a host");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("'" + setting + "' must not hold a user name or password");
        }
        if (scheme.equals("http") && !allowInsecure && !isLoopback(url.getHost())) {
            throw new IllegalArgumentException("'" + setting + "' must be https: " + otherwise
                    + " (if that is meant, set 'allowInsecure' or notdisposable.http.allow-insecure)");
        }
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
