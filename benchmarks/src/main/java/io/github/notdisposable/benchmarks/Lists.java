/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The bundled data as text: what {@code data/generate.mjs} wrote for review. */
final class Lists {

    /** A system property: the folder of the lists. */
    static final String FOLDER = "benchmarks.lists";

    private static final List<String> NAMES =
            List.of("disposable.txt", "suspicious.txt", "public.txt", "relay.txt", "protected.txt");

    private Lists() {}

    /** {@return the domains that the bundled data holds} */
    static List<String> domains() {
        return NAMES.stream().flatMap(Lists::lines).distinct().toList();
    }

    /** {@return the file of one of the lists} */
    static Path file(String name) {
        return Path.of(System.getProperty(FOLDER, "data/lists"), name);
    }

    /** {@return the domains of one of the lists} */
    static Stream<String> lines(String name) {
        try {
            return Files.readAllLines(file(name)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
