/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON (RFC 8259) in UTF-8, as far as a list of domains needs it: arrays, objects and strings; other values are checked and skipped.
 * It spares an application a JSON library for one list. Not thread-safe.
 */
final class JsonReader {

    private static final int MAX_DEPTH = 500;

    private final byte[] text;
    private int at;

    JsonReader(byte[] text, int start) {
        this.text = text;
        this.at = start;
    }

    /** Returns the first character of the next value or mark, which is not consumed; 0 at the end of the text. */
    char peek() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) {
            at++;
        }
        return at < text.length ? (char) (text[at] & 0xFF) : 0;
    }

    /** Returns whether nothing but white space is left. */
    boolean isAtEnd() {
        peek();
        return at == text.length;
    }

    /** Consumes a mark. */
    void expect(char mark) throws IOException {
        if (peek() != mark) {
            throw new IOException("'" + mark + "' is missing at byte " + at);
        }
        at++;
    }

    /**
     * Goes on to the next element of an array or an object; at its end, consumes the mark that closes it.
     *
     * @param first whether no element was read before
     * @param close the mark that closes it
     * @return whether there is one more element
     */
    boolean hasNext(boolean first, char close) throws IOException {
        if (peek() == close) {
            at++;
            return false;
        }
        if (!first) {
            expect(',');
            if (peek() == close) {
                throw new IOException("An element is missing at byte " + at);
            }
        }
        return true;
    }

    /** Reads the name of a member, and the colon after it. */
    String name() throws IOException {
        String name = string();
        expect(':');
        return name;
    }

    /** Reads a string. */
    String string() throws IOException {
        expect('"');
        int start = at;
        while (byteAt(at) != '"') {
            if (byteAt(at) == '\\') {
                return escapedString(start);
            }
            at++;
        }
        return new String(text, start, at++ - start, StandardCharsets.UTF_8);
    }

    /** Checks a value of any kind, and passes over it. */
    void skipValue() throws IOException {
        skipValue(0);
    }

    private void skipValue(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("It is nested too deeply");
        }
        switch (peek()) {
            case '"' -> string();
            case '[' -> {
                at++;
                for (boolean first = true; hasNext(first, ']'); first = false) {
                    skipValue(depth + 1);
                }
            }
            case '{' -> {
                at++;
                for (boolean first = true; hasNext(first, '}'); first = false) {
                    name();
                    skipValue(depth + 1);
                }
            }
            default -> skipLiteral();
        }
    }

    private void skipLiteral() throws IOException {
        int start = at;
        while (at < text.length && (Character.isLetterOrDigit(text[at]) || "+-.".indexOf(text[at]) >= 0)) {
            at++;
        }
        String literal = new String(text, start, at - start, StandardCharsets.ISO_8859_1);
        if (!literal.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw new IOException("There is no value at byte " + start);
        }
    }

    private String escapedString(int start) throws IOException {
        StringBuilder string = new StringBuilder(new String(text, start, at - start, StandardCharsets.UTF_8));
        for (byte c = byteAt(at); c != '"'; c = byteAt(at)) {
            int end = at;
            if (c == '\\') {
                string.append(escape());
                continue;
            }
            while (byteAt(end) != '"' && byteAt(end) != '\\') {
                end++;
            }
            string.append(new String(text, at, end - at, StandardCharsets.UTF_8));
            at = end;
        }
        at++;
        return string.toString();
    }

    private char escape() throws IOException {
        byte c = byteAt(at + 1);
        at += 2;
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new IOException("An escape at byte " + at + " is none");
        };
    }

    private char unicode() throws IOException {
        int value = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = Character.digit((char) byteAt(at), 16);
            if (digit < 0) {
                throw new IOException("An escape at byte " + at + " is none");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    /** Returns a byte within a string, where control characters must be escaped. */
    private byte byteAt(int index) throws IOException {
        if (index >= text.length || (text[index] >= 0 && text[index] < ' ')) {
            throw new IOException("A string does not end");
        }
        return text[index];
    }
}
