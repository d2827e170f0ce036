/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.rest;

/** Writes JSON (RFC 8259) without a library: each server has another, and the application's own is set up for its own answers. */
final class Json {

    private Json() {}

    /** Returns a text as a JSON string, in quotes. */
    static String text(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
