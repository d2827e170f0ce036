/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.address;

import io.github.notdisposable.internal.data.BundledData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An email address, taken apart. The local part stands as it was written; the domain is canonical.
 *
 * <p>Its text form, {@link #toString()}, does not hold the local part: write {@link #text()} where the address is meant.
 *
 * @param localPart what stands before the last at sign, with quotes if there are any; 1 to 64 bytes in UTF-8
 * @param domain the domain in canonical form: see {@link DomainName}
 */
public record EmailAddress(String localPart, String domain) {

    private static final int MAX_LOCAL_BYTES = 64;
    private static final int MAX_BYTES = 254;

    /** The longest text that could be an address, before invisible characters are dropped from it. */
    private static final int MAX_RAW_LENGTH = 2_048;

    /**
     * Creates an address from its parts.
     *
     * @param localPart what stands before the at sign
     * @param domain the domain in canonical form
     * @throws IllegalArgumentException if the local part is empty or too long, the domain is not canonical, or both together are longer than
     *     254 bytes (RFC 5321 section 4.5.3.1)
     */
    public EmailAddress {
        if (!DomainName.isCanonical(domain)) {
            throw new IllegalArgumentException("'domain' must be a domain name in canonical form");
        }
        int bytes = byteLength(localPart);
        if (bytes == 0 || bytes > MAX_LOCAL_BYTES || bytes + 1 + domain.length() > MAX_BYTES) {
            throw new IllegalArgumentException("'localPart' must have 1 to 64 bytes, and the address 254 at most");
        }
    }

    /**
     * Reads an address as it is typed into a form.
     *
     * <p>Lenient where mail systems are: white space at the ends is dropped, and the domain is brought to its canonical form. Bounded in time
     * for any input.
     *
     * @param text any text
     * @return the address; empty if the text is none, holds several or somebody's name besides, or names its host by an IP address. Of a text
     *     that is no address, {@link DomainEnd} may still say where it would go.
     */
    public static Optional<EmailAddress> parse(CharSequence text) {
        return Optional.ofNullable(parseOrNull(text));
    }

    private static @Nullable EmailAddress parseOrNull(CharSequence text) {
        String stripped = stripEnds(text);
        if (stripped == null) {
            return null;
        }
        int ascii = stripped.lastIndexOf('@');
        int at = ascii < 0 ? lastAtSign(stripped, stripped.length()) : ascii;
        if (at <= 0 || (ascii < 0 && lastAtSign(stripped, at) >= 0)) {
            return null;
        }
        String domain = DomainName.canonicalOrNull(stripped.substring(at + 1));
        if (domain == null) {
            return null;
        }
        String localPart = stripped.substring(0, at);
        if (!DomainName.isAscii(localPart)) {
            localPart = DomainName.withoutInvisible(localPart);
        }
        int bytes = byteLength(localPart);
        if (bytes == 0 || bytes > MAX_LOCAL_BYTES || bytes + 1 + domain.length() > MAX_BYTES) {
            return null;
        }
        if (!LocalPart.isOneMailbox(localPart)) {
            return null;
        }
        return new EmailAddress(localPart, domain);
    }

    /** {@return the address as it is written to a mail system: local part, at sign, canonical domain} */
    public String text() {
        return localPart + '@' + domain;
    }

    /**
     * Returns the address in the form in which two spellings of one mailbox are equal, by the rules of the provider where they are known:
     * lower case, composed letters (NFC), without sub-address, without the dots that Gmail ignores, in quotes only where they are needed.
     *
     * @return the normal form
     */
    public String normalized() {
        MailboxRules rules = MailboxRules.of(domain);
        if (rules.userIsLabel()) {
            int dot = domain.indexOf('.');
            return domain.substring(0, dot) + '@' + domain.substring(dot + 1);
        }
        String content = LocalPart.unquotedOrNull(localPart);
        String user = content == null ? localPart : content.substring(0, rules.endOfUser(content));
        String mailbox = rules.withoutIgnored(LocalPart.folded(user));
        return LocalPart.quotedIfNeeded(mailbox) + '@' + (rules.domain() != null ? rules.domain() : domain);
    }

    /**
     * Returns the name of the mailbox as it was written: without sub-address, quotes and quoted pairs.
     *
     * @return the name; the first label of the domain at providers where that is the mailbox
     */
    public String user() {
        MailboxRules rules = MailboxRules.ofUser(localPart, domain);
        if (rules.userIsLabel()) {
            return domain.substring(0, domain.indexOf('.'));
        }
        String content = LocalPart.unquotedOrNull(localPart);
        return content == null ? localPart : content.substring(0, rules.endOfUser(content));
    }

    /** {@return whether the address carries a sub-address, by the rules of the provider where they are known} */
    public boolean isSubAddressed() {
        MailboxRules rules = MailboxRules.ofUser(localPart, domain);
        String content = LocalPart.unquotedOrNull(localPart);
        return rules.userIsLabel() || (content != null && rules.endOfUser(content) < content.length());
    }

    /**
     * Returns the local part in one spelling, sub-address and all: lower case, composed letters (NFC), in quotes only where they are needed.
     *
     * @return the local part
     */
    public String canonicalLocalPart() {
        String content = LocalPart.unquotedOrNull(localPart);
        return LocalPart.quotedIfNeeded(LocalPart.folded(content == null ? localPart : content));
    }

    /**
     * Tells whether the name of a mailbox stands for a function and not for a person, as {@code info} and {@code postmaster} do.
     *
     * @param user the name, without sub-address; upper and lower case are one
     * @return whether the bundled data knows it as the name of a function
     */
    public static boolean isRoleName(String user) {
        return BundledData.get().isRole(user, 0, user.length());
    }

    /** {@return the domain and its parents, the longest first, without the top-level domain} */
    public List<String> domains() {
        List<String> domains = new ArrayList<>();
        for (int dot = -1; domain.indexOf('.', dot + 1) >= 0; dot = domain.indexOf('.', dot + 1)) {
            domains.add(domain.substring(dot + 1));
        }
        return domains;
    }

    @Override
    public String toString() {
        return "EmailAddress[hidden@" + domain + "]";
    }

    /** Finds the last at sign before an index, full-width and small ones too; -1 if there is none. */
    static int lastAtSign(CharSequence text, int before) {
        int at = before - 1;
        while (at >= 0 && text.charAt(at) != '@' && text.charAt(at) != '\uFF20' && text.charAt(at) != '\uFE6B') {
            at--;
        }
        return at;
    }

    /** Drops white space, control and invisible characters at both ends; null if what is left is empty or too long to be an address. */
    static @Nullable String stripEnds(CharSequence text) {
        int end = endOfText(text);
        int start = 0;
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        return end == start || end - start > MAX_RAW_LENGTH
                ? null
                : text.subSequence(start, end).toString();
    }

    /** Where the last character stands that is no white space, control or invisible character, exclusive. */
    static int endOfText(CharSequence text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    static boolean isBlank(char c) {
        if (c < 0x7F) {
            return c <= ' ';
        }
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT -> true;
            default -> false;
        };
    }

    private static int byteLength(String text) {
        return DomainName.isAscii(text) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
