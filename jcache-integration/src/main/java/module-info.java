/* SPDX-License-Identifier: Apache-2.0 */
/** Verdicts, counters and bans that several machines share through a JCache. */
@SuppressWarnings("requires-transitive-automatic") // The JCache API has no descriptor, only a name.
module io.github.notdisposable.jcache {
    requires transitive cache.api;
    requires transitive io.github.notdisposable;
    requires static transitive org.jspecify;

    exports io.github.notdisposable.jcache;
}
