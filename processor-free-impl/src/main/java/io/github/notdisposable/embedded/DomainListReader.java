/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import io.github.notdisposable.address.DomainName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Reads a list of domains: text with one domain a line, or JSON.
 *
 * <p>In text, blank lines and what follows {@code #} or {@code //} is passed over. JSON is an array of domains, or an object whose member
 * {@code domains} or {@code blocklist} is such an array or has domains as its keys, or an object that has domains as its keys itself. In
 * all of them a domain may begin with {@code *.}, {@code .} or {@code @}.
 */
final class DomainListReader {

    /**
     * What a list holds.
     *
     * @param domains the domains, in canonical form
     * @param publicSuffixes how many entries were left out as everybody's domains lie below them
     * @param unreadable how many entries were left out as they are no domains
     */
    record Content(Set<String> domains, int publicSuffixes, int unreadable) {}

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** One entry in twenty may be no domain. A page of another kind has far more. */
    private static final int MAX_UNREADABLE_PERCENT = 5;

    private final int maxDomains;
    private final Predicate<String> publicSuffix;
    private final TreeSet<String> domains = new TreeSet<>();
    private int publicSuffixes;
    private int unreadable;
    private int readable;

    private DomainListReader(int maxDomains, Predicate<String> publicSuffix) {
        this.maxDomains = maxDomains;
        this.publicSuffix = publicSuffix;
    }

    /**
     * Reads a list.
     *
     * @param body the list, in UTF-8
     * @param maxDomains how many domains it may hold
     * @param publicSuffix returns whether a name is one below which anybody can register domains
     * @return what it holds, at least one domain
     * @throws RefreshException if it is no list, is empty, or holds too many domains
     */
    static Content read(byte[] body, int maxDomains, Predicate<String> publicSuffix) throws RefreshException {
        DomainListReader reader = new DomainListReader(maxDomains, publicSuffix);
        int first = startsWithByteOrderMark(body) ? BYTE_ORDER_MARK.length : 0;
        while (first < body.length && isSpace(body[first])) {
            first++;
        }
        if (first == body.length) {
            throw new RefreshException(RefreshResult.Problem.EMPTY, "it is empty");
        }
        switch (body[first]) {
            case '<' -> throw new RefreshException(RefreshResult.Problem.NOT_A_LIST, "it is a page in HTML or XML");
            case '[', '{' -> reader.readJson(body, first);
            default -> reader.readText(new String(body, first, body.length - first, StandardCharsets.UTF_8));
        }
        return reader.content();
    }

    private Content content() throws RefreshException {
        long entries = (long) readable + unreadable;
        if (unreadable * 100L > entries * MAX_UNREADABLE_PERCENT) {
            throw new RefreshException(
                    RefreshResult.Problem.NOT_A_LIST, unreadable + " of its " + entries + " entries are no domains");
        }
        if (domains.isEmpty()) {
            throw new RefreshException(RefreshResult.Problem.EMPTY, "it holds no domain");
        }
        return new Content(domains, publicSuffixes, unreadable);
    }

    private void readText(String text) throws RefreshException {
        for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            String entry = line.substring(0, startOfComment(line)).strip();
            if (!entry.isEmpty()) {
                add(entry);
            }
        }
    }

    private static int startOfComment(String line) {
        int hash = line.indexOf('#');
        int slashes = line.indexOf("//");
        int end = hash < 0 ? line.length() : hash;
        // In the middle of a line, two slashes are rather those of a URL, which is no domain.
        boolean isComment = slashes >= 0 && slashes < end && (slashes == 0 || isSpace((byte) line.charAt(slashes - 1)));
        return isComment ? slashes : end;
    }

    private void readJson(byte[] body, int start) throws RefreshException {
        JsonReader json = new JsonReader(body, start);
        try {
            if (json.peek() == '[') {
                readArray(json);
            } else {
                readObject(json);
            }
        } catch (IOException e) {
            throw new RefreshException(RefreshResult.Problem.NOT_A_LIST, "its JSON is damaged or cut off");
        }
        if (!json.isAtEnd()) {
            throw new RefreshException(RefreshResult.Problem.NOT_A_LIST, "something follows after its JSON");
        }
    }

    private void readArray(JsonReader json) throws IOException, RefreshException {
        json.expect('[');
        for (boolean first = true; json.hasNext(first, ']'); first = false) {
            if (json.peek() == '"') {
                add(json.string());
            } else {
                json.skipValue();
                unreadable++;
            }
        }
    }

    private void readKeys(JsonReader json) throws IOException, RefreshException {
        json.expect('{');
        for (boolean first = true; json.hasNext(first, '}'); first = false) {
            add(json.name());
            json.skipValue();
        }
    }

    private void readObject(JsonReader json) throws IOException, RefreshException {
        json.expect('{');
        boolean named = false;
        // Until a member with the list is found, each key may be a domain.
        DomainListReader keys = new DomainListReader(maxDomains, publicSuffix);
        for (boolean first = true; json.hasNext(first, '}'); first = false) {
            String key = json.name();
            boolean mayBeList = key.equals("domains") || key.equals("blocklist");
            if (mayBeList && json.peek() == '[') {
                named = true;
                readArray(json);
            } else if (mayBeList && json.peek() == '{') {
                named = true;
                readKeys(json);
            } else {
                json.skipValue();
                if (!named) {
                    keys.add(key);
                }
            }
        }
        if (!named) {
            domains.addAll(keys.domains);
            publicSuffixes += keys.publicSuffixes;
            readable += keys.readable;
            unreadable += keys.unreadable;
        }
    }

    private void add(String entry) throws RefreshException {
        String name = entry;
        if (name.startsWith("*.")) {
            name = name.substring(2);
        } else if (name.startsWith(".") || name.startsWith("@")) {
            name = name.substring(1);
        }
        // What is not UTF-8 has been decoded to this character.
        String domain =
                name.indexOf('\uFFFD') >= 0 ? "" : DomainName.canonical(name).orElse("");
        if (domain.indexOf('.') < 0) {
            unreadable++;
            return;
        }
        readable++;
        if (publicSuffix.test(domain)) {
            publicSuffixes++;
        } else if (domains.add(domain) && domains.size() > maxDomains) {
            throw new RefreshException(
                    RefreshResult.Problem.TOO_MANY_DOMAINS, "it holds more than " + maxDomains + " domains");
        }
    }

    private static boolean startsWithByteOrderMark(byte[] body) {
        int length = BYTE_ORDER_MARK.length;
        return body.length >= length && Arrays.equals(body, 0, length, BYTE_ORDER_MARK, 0, length);
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
    }
}
