/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.client.ClientIp;
import java.time.Instant;
import java.util.List;

/**
 * Compares our counters in Redis, windows made of Bucket4j's bandwidths, with plain buckets and with a script: what their limit lets through, what
 * they cost, and what a flood of clients takes in memory.
 *
 * <pre>{@code
 * mvn -q -pl redis-integration -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp ... io.github.notdisposable.redis.CountersCompared [exactness] [cost] [flood] [memory]
 * }</pre>
 */
final class CountersCompared {

    static final int LIMIT = 5;
    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private CountersCompared() {}

    public static void main(String[] arguments) throws Exception {
        for (String part :
                arguments.length == 0 ? List.of("exactness", "cost", "flood", "memory") : List.of(arguments)) {
            switch (part) {
                case "exactness" -> CounterExactness.compare();
                case "cost" -> CounterCost.compare();
                case "flood" -> CounterFlood.compare();
                case "memory" -> CounterMemory.measure();
                default ->
                    throw new IllegalArgumentException("'" + part + "' is none of exactness, cost, flood and memory");
            }
        }
    }

    static AbuseSubject client(int number) {
        return AbuseSubject.client(ClientIp.parse("2001:db8:" + Integer.toHexString(number >>> 16) + ":"
                        + Integer.toHexString(number & 0xffff) + "::1")
                .orElseThrow());
    }
}
