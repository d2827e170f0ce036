/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import java.util.Locale;

/** Why an address is refused. If several reasons hold, the first one here is reported. */
public enum RefusalReason {
    /** The client made too many attempts with disposable addresses. */
    BANNED("banned"),

    /** The address or its domain is on a block list. */
    BLOCKLISTED("blocklisted"),

    /** The address is disposable. */
    DISPOSABLE("disposable"),

    /** The policy of the application's account at a service blocks the address. */
    POLICY_BLOCKED("policyBlocked"),

    /** The domain accepts no mail. */
    NO_MAIL_SERVER("noMailServer"),

    /** The address belongs to a relay. */
    RELAY("relay"),

    /** The address is at a public provider, and a business address is asked for. */
    PUBLIC("public"),

    /** The address is not at a public provider, and one at a public provider is asked for. */
    NOT_PUBLIC("notPublic"),

    /** The address is a role account. */
    ROLE_BASED("roleBased"),

    /** The address carries a sub-address. */
    ALIAS("alias"),

    /** The domain cannot be verified. */
    UNRESOLVED("unresolved"),

    /** The domain is listed as disposable by a weak source. */
    SUSPICIOUS("suspicious"),

    /** A service rejects the address, without calling it disposable. */
    REJECTED("rejected"),

    /** The address is grey. */
    GREY("grey"),

    /** No backend could answer, and the rule is to refuse then. */
    UNAVAILABLE("unavailable");

    private final String messageKey;
    private final String code;

    RefusalReason(String name) {
        code = name().toLowerCase(Locale.ROOT).replace('_', '-');
        messageKey = "io.github.notdisposable.NotDisposable." + name + ".message";
    }

    /** {@return the key of the reason's message, without braces} */
    public String messageKey() {
        return messageKey;
    }

    /** {@return the reason as a machine reads it: lower case, with hyphens, such as {@code no-mail-server}} */
    public String code() {
        return code;
    }
}
