/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.http.HttpSettings;
import io.github.notdisposable.internal.http.WebAddresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of settings. No message holds a value that could be secret: a key, or an address that could have one in it. */
final class Checks {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private Checks() {}

    static Duration positive(String setting, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("'" + setting + "' must be positive, was " + time);
        }
        return time;
    }

    static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'name' must be lower-case letters, digits and hyphens");
        }
        return name;
    }

    /** A key travels in a header: what the client would refuse is refused here, without the key in the message. */
    static String key(String setting, @Nullable String key) {
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException("'" + setting + "' is missing");
        }
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("'" + setting + "' must be printable ASCII without spaces");
        }
        return key;
    }

    static URI baseUrl(String setting, String text, HttpSettings settings) {
        URI url = url(setting, text, settings);
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("'" + setting + "' must have neither query nor fragment");
        }
        String path = url.getRawPath();
        return path.endsWith("/")
                ? URI.create(text.strip().substring(0, text.strip().length() - 1))
                : url;
    }

    static URI url(String setting, String text, HttpSettings settings) {
        URI url;
        try {
            url = new URI(text.strip());
        } catch (URISyntaxException e) {
            // The exception is not shown, as its message holds the URL.
            throw new IllegalArgumentException("'" + setting + "' must be a URL");
        }
        WebAddresses.check(
                setting, url, settings.allowInsecure(), "addresses and keys would cross the network unencrypted");
        return url;
    }
}
