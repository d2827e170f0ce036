/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.address;

import java.util.Optional;

/**
 * What can be read of the domain of a value that is no address, or of one that is no domain name: its labels from the end up to the first
 * that no host has.
 *
 * <p>{@link EmailAddress} holds to the standards. Mail systems are more lenient, and so are other checks of a form: an underscore in a label, a
 * local part of 70 letters, an address of 300. Where mail to such a value would go is then still known: to whom the end of its domain belongs.
 *
 * <p>Its text form, {@link #toString()}, does not hold the value.
 *
 * @param text the value, without white space at its ends; of a long one its end, which is enough to tell two of them apart
 * @param name the end of the domain in canonical form: see {@link DomainName}; empty if not even the last label can be read, or it is a number
 * @param isWhole whether that is the whole domain, and something else is wrong with the value
 */
public record DomainEnd(String text, String name, boolean isWhole) {

    private static final int MAX_TEXT_LENGTH = 2_048;

    /**
     * Reads the end of the domain of a value with an at sign: of what follows the last one. Bounded in time for any input.
     *
     * @param value any text, {@link EmailAddress#parse} of which is empty
     * @return the end; empty if there is no at sign
     */
    public static Optional<DomainEnd> ofAddress(CharSequence value) {
        int at = EmailAddress.lastAtSign(value, value.length());
        return at < 0 ? Optional.empty() : Optional.of(read(value, at + 1));
    }

    /**
     * Reads the end of a value as that of a domain name. Bounded in time for any input.
     *
     * @param value any text, {@link DomainName#parse} of which is empty
     * @return the end; empty if the last label cannot be read or is a number
     */
    public static Optional<DomainEnd> ofDomain(CharSequence value) {
        return Optional.of(read(value, 0)).filter(end -> !end.name.isEmpty());
    }

    private static DomainEnd read(CharSequence value, int from) {
        int textEnd = EmailAddress.endOfText(value);
        StringBuilder reversed = new StringBuilder();
        int at = textEnd;
        while (at > from && reversed.length() < DomainName.MAX_RAW_LENGTH) {
            int c = Character.codePointBefore(value, at);
            at -= Character.charCount(c);
            if (!DomainName.isInvisible(c)) {
                reversed.appendCodePoint(c);
            }
        }
        String stripped = EmailAddress.stripEnds(reversed.reverse());
        String domain = stripped == null ? "" : DomainName.folded(stripped);
        int end = domain.length();
        while (end > 0 && domain.charAt(end - 1) == '.') {
            end--;
        }
        boolean isCut = at > from;
        String name = "";
        int dot = end;
        do {
            dot = domain.lastIndexOf('.', dot - 1);
            String longer = isCut && dot < 0 ? null : DomainName.canonicalOrNull(domain.substring(dot + 1, end));
            if (longer == null) {
                return new DomainEnd(textOf(value, textEnd), name, false);
            }
            name = longer;
        } while (dot >= 0);
        return new DomainEnd(textOf(value, textEnd), name, true);
    }

    private static String textOf(CharSequence value, int end) {
        return value.subSequence(Math.max(0, end - MAX_TEXT_LENGTH), end)
                .toString()
                .strip();
    }

    @Override
    public String toString() {
        return "DomainEnd[" + (isWhole ? "" : "hidden.") + name + "]";
    }
}
