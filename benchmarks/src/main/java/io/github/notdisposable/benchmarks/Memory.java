/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import io.github.notdisposable.internal.data.BundledData;
import java.util.List;
import java.util.Locale;
import org.openjdk.jol.info.GraphLayout;

/** Measures the memory that the bundled data holds, in a process of its own. */
final class Memory implements Measurement {

    @Override
    public List<Row> measure(Effort effort) throws Exception {
        String printed = Fork.run(Memory.class);
        // JOL says things of its own before.
        String[] figures = printed.substring(printed.lastIndexOf('\n') + 1).split(" ", -1);
        double bytes = Double.parseDouble(figures[0]);
        double domains = Double.parseDouble(figures[1]);
        return List.of(Row.atMost(
                String.format(
                        Locale.ROOT, "Memory held by the bundled data (%,.0f domains, %,.0f bytes)", domains, bytes),
                bytes / domains,
                10.5,
                "bytes a domain"));
    }

    /** Prints the bytes and the domains. */
    public static void main(String[] args) {
        BundledData data = BundledData.get();
        System.out.println(GraphLayout.parseInstance(data).totalSize() + " "
                + data.domains().size());
    }
}
