/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.architecture;

import com.tngtech.archunit.core.importer.Location;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The published modules, as they were built. */
final class Published {

    static final String ANNOTATIONS = "io.github.notdisposable.annotations";
    static final String DATA = "io.github.notdisposable.data";
    static final String IMPLEMENTATION = "io.github.notdisposable";
    static final String SERVICES = "io.github.notdisposable.services";
    static final String TEST_KIT = "io.github.notdisposable.testkit";
    static final String HOOKS = "io.github.notdisposable.hooks";
    static final String JAKARTA = "io.github.notdisposable.jakarta";
    static final String JCACHE = "io.github.notdisposable.jcache";
    static final String REDIS = "io.github.notdisposable.redis";
    static final String SPRING = "io.github.notdisposable.spring";
    static final String SPRING_TEST = "io.github.notdisposable.spring.test";

    private static final List<ModuleReference> MODULES = classPath().stream()
            .filter(Published::hasDescriptor)
            .flatMap(entry -> ModuleFinder.of(entry).findAll().stream())
            .filter(module -> module.descriptor().name().startsWith("io.github.notdisposable"))
            .toList();

    private Published() {}

    /** The entries of the class path: jars, and folders of classes where the build stops before it packs them. */
    static List<Path> classPath() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    /** The modules of this project on the class path. */
    static List<ModuleReference> modules() {
        return MODULES;
    }

    static ModuleReference module(String name) {
        return modules().stream()
                .filter(module -> module.descriptor().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no module " + name));
    }

    static Path location(ModuleReference module) {
        return Path.of(module.location().orElseThrow());
    }

    static Location archive(ModuleReference module) {
        Path path = location(module);
        try {
            return Files.isDirectory(path) ? Location.of(path) : Location.of(new JarFile(path.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packages that everybody may use. */
    static Set<String> exportedPackages(ModuleReference module) {
        return module.descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    /** The public types of {@code public-types.txt}, which holds a package and its types in each line. */
    static List<String> listedTypes() throws IOException {
        try (InputStream list = Objects.requireNonNull(Published.class.getResourceAsStream("/public-types.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> {
                        List<String> words = List.of(line.split("[: ]+"));
                        return words.stream().skip(1).map(type -> words.get(0) + '.' + type);
                    })
                    .toList();
        }
    }

    static List<String> resources(ModuleReference module) {
        try (ModuleReader reader = module.open();
                Stream<String> names = reader.list()) {
            return names.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasDescriptor(Path entry) {
        if (Files.isDirectory(entry)) {
            return Files.exists(entry.resolve("module-info.class"));
        }
        String name = Objects.requireNonNull(entry.getFileName()).toString();
        return name.startsWith("notdisposable") && name.endsWith(".jar");
    }
}
