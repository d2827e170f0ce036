/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A JAR, WAR or EAR in the making. */
final class Archive {

    private static final Path TARGET = Path.of("target");
    private static final String PACKAGE = "io/github/notdisposable/servers/";

    private final Map<String, byte[]> entries = new TreeMap<>();

    /** Adds the application's classes of some of its packages. */
    Archive classes(String prefix, String... packages) throws IOException {
        for (String name : packages) {
            files(prefix + PACKAGE + name + "/", TARGET.resolve("classes/" + PACKAGE + name), file -> true);
        }
        return this;
    }

    /** Adds files of a folder. */
    Archive files(String prefix, Path folder, Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (wanted.test(name)) {
                    entries.put(prefix + name, Files.readAllBytes(file));
                }
            }
        }
        return this;
    }

    /** Adds the JARs that the build has put aside under a name. */
    Archive jars(String prefix, List<String> names, Predicate<String> wanted) throws IOException {
        for (String name : names) {
            files(prefix, TARGET.resolve("jars").resolve(name), wanted);
        }
        return this;
    }

    Archive text(String name, String content) {
        entries.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Archive inner(String name, Archive archive) throws IOException {
        entries.put(name, archive.bytes());
        return this;
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(1);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes());
    }
}
