/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

/** Says that a text is not of the form that a setting expects, and holds nothing of that text. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message goes on after the key, such as "must be true or false" */
    Unreadable(String message) {
        super(message, null, false, false);
    }
}
