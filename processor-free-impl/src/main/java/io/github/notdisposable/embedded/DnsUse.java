/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

/** When the embedded backend asks the DNS for the mail exchangers of a domain. */
public enum DnsUse {
    /** For each address that the bundled data does not know as disposable. Choose it to find disposable services behind domains nobody lists. */
    ALWAYS,

    /** Only if a trait is wanted that needs it. The default. */
    WHEN_NEEDED,

    /** Never. Choose it where no query may leave the process; the traits that need it are then never found. */
    NEVER
}
