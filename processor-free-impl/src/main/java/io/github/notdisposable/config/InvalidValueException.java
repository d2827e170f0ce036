/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

/** A text is not of the form that a setting expects. */
final class InvalidValueException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message follows the key, such as "must be true or false", and holds nothing of a confidential text */
    InvalidValueException(String message) {
        super(message, null, false, false);
    }
}
