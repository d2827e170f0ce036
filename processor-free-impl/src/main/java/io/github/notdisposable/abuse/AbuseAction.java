/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.abuse;

/** What happens when a limit is reached. */
public enum AbuseAction {
    /** The client, or the domain, is banned for a time. Choose it once the limits are known to spare the people that you want. */
    BLOCK,

    /** Only listeners are notified. Choose it to find out whom {@link #BLOCK} would hit. */
    NOTIFY
}
