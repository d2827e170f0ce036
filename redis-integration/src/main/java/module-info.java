/* SPDX-License-Identifier: Apache-2.0 */
/** Verdicts, counters and bans that several machines share through Redis. */
module io.github.notdisposable.redis {
    requires transitive io.github.notdisposable;
    requires static transitive org.jspecify;
    requires io.netty.common;
    requires lettuce.core;

    exports io.github.notdisposable.redis;

    provides io.github.notdisposable.config.SharedStoresProvider with
            io.github.notdisposable.redis.internal.RedisStoresProvider;
}
