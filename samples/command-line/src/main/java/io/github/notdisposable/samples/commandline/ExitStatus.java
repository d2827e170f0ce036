/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

/** What the program ends with. Where several hold, the greatest is told. */
final class ExitStatus {

    /** All addresses were let in. */
    static final int ALL_ALLOWED = 0;

    /** Some addresses were refused. */
    static final int SOME_REFUSED = 1;

    /** The command line, the configuration, the input or the output cannot be used. */
    static final int USAGE = 2;

    /** A backend could not be asked about some address. */
    static final int BACKEND_UNAVAILABLE = 3;

    private ExitStatus() {}
}
