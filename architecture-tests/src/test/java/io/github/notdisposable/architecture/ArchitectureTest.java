/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final List<ModuleReference> MODULES = Published.modules();

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importLocations(MODULES.stream().map(Published::archive).toList());

    private static final Map<String, Set<String>> PACKAGES_OF_MODULES = MODULES.stream()
            .collect(Collectors.toMap(
                    module -> module.descriptor().name(),
                    module -> module.descriptor().packages()));

    /** What compares its keys or elements, and what does so when it is compared itself. */
    private static final Pattern KEYED = Pattern.compile("(Map|Cache|Set|Queue|Deque)$");

    private static final Pattern COMPARED = Pattern.compile("(Map|Cache|Set|Queue|Deque|List|Optional)$");

    /** Which module may lean on which, and on whose packages besides. */
    private static final Map<String, Arrows> ARROWS = Map.ofEntries(
            Map.entry(Published.ANNOTATIONS, new Arrows(Set.of(), Set.of("jakarta.validation..", "org.jspecify.."))),
            Map.entry(Published.DATA, new Arrows(Set.of(), Set.of())),
            Map.entry(
                    Published.SERVICES,
                    new Arrows(
                            Set.of(Published.ANNOTATIONS, Published.IMPLEMENTATION),
                            Set.of(
                                    "org.jspecify..",
                                    "com.github.benmanes.caffeine..",
                                    "com.fasterxml.jackson..",
                                    "io.github.resilience4j.."))),
            Map.entry(
                    Published.IMPLEMENTATION,
                    new Arrows(
                            Set.of(Published.ANNOTATIONS),
                            Set.of(
                                    "jakarta.validation..",
                                    "org.jspecify..",
                                    "io.micrometer.context..",
                                    "com.github.benmanes.caffeine..",
                                    "org.xbill.DNS..",
                                    "org.hibernate.validator.constraintvalidation..",
                                    "org.hibernate.validator.engine.."))),
            Map.entry(
                    Published.TEST_KIT,
                    new Arrows(
                            Set.of(Published.ANNOTATIONS, Published.IMPLEMENTATION),
                            Set.of("org.jspecify..", "org.junit..", "org.assertj.."))),
            Map.entry(
                    Published.JAKARTA,
                    new Arrows(
                            Set.of(Published.ANNOTATIONS, Published.IMPLEMENTATION),
                            Set.of("jakarta..", "org.eclipse.microprofile..", "org.jspecify.."))),
            Map.entry(
                    Published.JCACHE,
                    new Arrows(
                            Set.of(Published.ANNOTATIONS, Published.IMPLEMENTATION),
                            Set.of("javax.cache..", "org.jspecify.."))),
            Map.entry(
                    Published.REDIS,
                    new Arrows(
                            Set.of(Published.ANNOTATIONS, Published.IMPLEMENTATION),
                            Set.of("io.lettuce..", "io.netty.util..", "org.jspecify.."))),
            Map.entry(
                    Published.SPRING,
                    new Arrows(
                            Set.of(
                                    Published.ANNOTATIONS,
                                    Published.IMPLEMENTATION,
                                    Published.SERVICES,
                                    Published.JAKARTA),
                            Set.of(
                                    "jakarta..",
                                    "org.springframework..",
                                    "io.micrometer..",
                                    "reactor..",
                                    "org.reactivestreams..",
                                    "org.jspecify..",
                                    "org.slf4j.."))),
            Map.entry(
                    Published.SPRING_TEST,
                    new Arrows(
                            Set.of(
                                    Published.ANNOTATIONS,
                                    Published.IMPLEMENTATION,
                                    Published.SPRING,
                                    Published.TEST_KIT),
                            Set.of(
                                    "jakarta.validation..",
                                    "org.springframework..",
                                    "org.jspecify..",
                                    "org.assertj.."))),
            Map.entry(
                    Published.HOOKS,
                    new Arrows(
                            Set.of(Published.ANNOTATIONS, Published.IMPLEMENTATION),
                            Set.of(
                                    "org.jspecify..",
                                    "com.fasterxml.jackson..",
                                    "com.github.benmanes.caffeine..",
                                    "com.nimbusds.."))));

    private record Arrows(Set<String> modules, Set<String> libraries) {}

    static Stream<String> modules() {
        return MODULES.stream().map(module -> module.descriptor().name()).sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void leansOnlyOnWhatTheDesignAllows(String module) {
        assertThat(ARROWS).containsKey(module);
        Arrows arrows = ARROWS.get(module);
        DescribedPredicate<JavaClass> allowed = of(module)
                .or(resideInAnyPackage("java..", "javax.."))
                .or(resideInAnyPackage(arrows.libraries().toArray(String[]::new)));
        for (String leanedOn : arrows.modules()) {
            allowed = allowed.or(of(leanedOn));
        }

        classes()
                .that(of(module))
                .should()
                .onlyDependOnClassesThat(allowed.as("are below it in the table of modules"))
                // The bundled data is resources alone.
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        slices().matching("io.github.notdisposable.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void hasNoCyclesThroughTheRootPackageButThatOfAnnotationAndValidator() {
        noClasses()
                .that()
                .resideInAPackage("io.github.notdisposable")
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.notdisposable.*..")
                        .and(new DescribedPredicate<>("are not the validator that the annotation names") {
                            @Override
                            public boolean test(JavaClass type) {
                                return !type.getName()
                                        .equals("io.github.notdisposable.validation.NotDisposableValidator");
                            }
                        }))
                .check(CLASSES);
    }

    @Test
    void looksOnlyDownTheWayOfAnAddress() {
        String root = "io.github.notdisposable.";
        List<Set<String>> fromTheGround = List.of(
                Set.of("internal", "internal.data", "internal.http", "http"),
                Set.of("address", "client"),
                Set.of("abuse", "backend"),
                Set.of("dns", "internal.backend", "internal.sharing"),
                Set.of("embedded"),
                Set.of("checker"),
                Set.of("config", "internal.micrometer"),
                Set.of("internal.engine"));
        assertThat(fromTheGround.stream().flatMap(Collection::stream).map(root::concat))
                .containsExactlyInAnyOrderElementsOf(
                        Published.module(Published.IMPLEMENTATION).descriptor().packages());
        for (int level = 0; level < fromTheGround.size(); level++) {
            String[] above = fromTheGround.subList(level + 1, fromTheGround.size()).stream()
                    .flatMap(Collection::stream)
                    .map(root::concat)
                    .toArray(String[]::new);
            for (String name : fromTheGround.get(level)) {
                noClasses()
                        .that()
                        .resideInAPackage(root + name)
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(above))
                        .allowEmptyShould(true)
                        .check(CLASSES);
            }
        }
    }

    @Test
    void hasThePublicTypesOfTheListAndNoOthers() throws IOException {
        Set<String> exported = MODULES.stream()
                .flatMap(module -> Published.exportedPackages(module).stream())
                .collect(Collectors.toSet());
        List<String> types = CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> exported.contains(type.getPackageName()))
                .map(JavaClass::getName)
                .toList();

        // A new one needs a reason: what users touch is API for good.
        assertThat(types).containsExactlyInAnyOrderElementsOf(Published.listedTypes());
    }

    @Test
    void hasNoPackageInTwoModules() {
        Map<String, String> owners = new HashMap<>();
        Set<String> shared = new TreeSet<>();
        PACKAGES_OF_MODULES.forEach((module, packages) -> packages.forEach(name -> {
            if (owners.putIfAbsent(name, module) != null) {
                shared.add(name);
            }
        }));

        assertThat(shared).isEmpty();
    }

    @Test
    void keepsInternalPackagesToTheirModule() {
        Set<String> trespasses = new TreeSet<>();
        for (JavaClass origin : CLASSES) {
            String from = moduleOf(origin);
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                String to = moduleOf(dependency.getTargetClass());
                String target = dependency.getTargetClass().getPackageName();
                if (!to.isEmpty() && !to.equals(from) && !isOpenTo(to, target, from)) {
                    trespasses.add(dependency.getDescription());
                }
            }
        }

        assertThat(trespasses).isEmpty();
    }

    @Test
    void exportsNoInternalPackage() {
        assertThat(MODULES)
                .allSatisfy(module ->
                        assertThat(Published.exportedPackages(module)).noneMatch(name -> name.contains(".internal")));
    }

    @Test
    void showsNoInternalTypeInAPublicSignature() {
        Set<String> exported = MODULES.stream()
                .flatMap(module -> Published.exportedPackages(module).stream())
                .collect(Collectors.toSet());
        Set<String> leaks = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (!exported.contains(type.getPackageName()) || !isReachable(type)) {
                continue;
            }
            signatureOf(type).stream()
                    .filter(used -> !moduleOf(used).isEmpty())
                    .filter(used -> !exported.contains(used.getPackageName()) || !isReachable(used))
                    .forEach(used -> leaks.add(type.getName() + " shows " + used.getName()));
        }

        assertThat(leaks).isEmpty();
    }

    @Test
    void isFinalWhereItIsNotMadeForExtension() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and()
                .areNotAssignableTo(RuntimeException.class)
                .and()
                // CDI makes proxies of them.
                .areNotAnnotatedWith("jakarta.enterprise.context.RequestScoped")
                .and()
                .areNotAssignableTo("jakarta.enterprise.inject.spi.Extension")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    /** On JDK 17 the equals that a compiler generates for a record keeps its class loader alive, and so an application that a server has let go of. */
    @Test
    void comparesRecordsByHandWhereTheyAreKeysOrCompared() {
        Deque<JavaClass> compared = new ArrayDeque<>();
        for (JavaClass type : CLASSES) {
            type.getFields().forEach(field -> compared.addAll(elements(field.getType(), KEYED)));
            type.getMethodCallsFromSelf().stream()
                    .filter(call ->
                            call.getName().equals("equals") || call.getName().equals("hashCode"))
                    .forEach(call -> compared.add(call.getTargetOwner()));
        }
        Set<JavaClass> seen = new LinkedHashSet<>();
        while (!compared.isEmpty()) {
            JavaClass type = compared.pop();
            if (type.isRecord() && CLASSES.contain(type.getName()) && seen.add(type)) {
                for (JavaField component : type.getFields()) {
                    compared.addAll(elements(component.getType(), COMPARED));
                    compared.add(component.getRawType());
                }
            }
        }

        assertThat(seen).isNotEmpty();
        assertThat(seen)
                .filteredOn(type -> type.getMethod("equals", Object.class)
                        .getAccessesFromSelf()
                        .isEmpty())
                .isEmpty();
    }

    /** Returns the type of the elements of a collection, or of the keys of a map or a cache, if it is of one of those kinds. */
    private static List<JavaClass> elements(JavaType type, Pattern kinds) {
        return kinds.matcher(type.toErasure().getName()).find() && type instanceof JavaParameterizedType collection
                ? List.of(collection.getActualTypeArguments().get(0).toErasure())
                : List.of();
    }

    @Test
    void marksEachPackageForNull() {
        Set<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .filter(type -> !type.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unmarked).isEmpty();
    }

    @Test
    void writesNeitherToTheConsoleNorToAnotherLog() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
    }

    @Test
    void resolvesNoHostNameBehindTheBackOfItsDnsClient() {
        noClasses()
                .that()
                // It reads a setting, where a name server may be given by its host name.
                .doNotHaveFullyQualifiedName("io.github.notdisposable.dns.NameServers")
                .should()
                .callMethod(InetAddress.class, "getByName", String.class)
                .orShould()
                .callMethod(InetAddress.class, "getAllByName", String.class)
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("javax.naming..", "com.sun.."))
                .because("an attacker writes the name, and the JNDI provider opens LDAP connections for hostile ones")
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void registersNoValidatorAsAService(String module) {
        // Hibernate Validator refuses a validator that the annotation names and a service file names too (HV000150).
        assertThat(Published.resources(Published.module(module)))
                .isNotEmpty()
                .doesNotContain("META-INF/services/jakarta.validation.ConstraintValidator");
    }

    @Test
    void leavesTheAnnotationsWithTwoDependencies() {
        assertThat(Published.module(Published.ANNOTATIONS).descriptor().requires())
                .map(ModuleDescriptor.Requires::name)
                .containsExactlyInAnyOrder("java.base", "jakarta.validation", "org.jspecify");
    }

    private static DescribedPredicate<JavaClass> of(String module) {
        Set<String> packages = PACKAGES_OF_MODULES.getOrDefault(module, Set.of());
        return new DescribedPredicate<>("of module " + module) {
            @Override
            public boolean test(JavaClass type) {
                return packages.contains(type.getBaseComponentType().getPackageName());
            }
        };
    }

    private static String moduleOf(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return PACKAGES_OF_MODULES.entrySet().stream()
                .filter(entry -> entry.getValue().contains(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** Whether a module exports a package to everybody, or to this other module by name. */
    private static boolean isOpenTo(String module, String packageName, String other) {
        return Published.module(module).descriptor().exports().stream()
                .filter(exports -> exports.source().equals(packageName))
                .anyMatch(exports -> !exports.isQualified() || exports.targets().contains(other));
    }

    private static boolean isReachable(JavaClass type) {
        JavaClass base = type.getBaseComponentType();
        boolean itself = base.getModifiers().contains(JavaModifier.PUBLIC)
                || base.getModifiers().contains(JavaModifier.PROTECTED);
        return itself
                && base.getEnclosingClass().map(ArchitectureTest::isReachable).orElse(true);
    }

    private static Set<JavaClass> signatureOf(JavaClass type) {
        Set<JavaClass> used = new HashSet<>();
        type.getSuperclass().ifPresent(superclass -> used.addAll(superclass.getAllInvolvedRawTypes()));
        type.getInterfaces().forEach(implemented -> used.addAll(implemented.getAllInvolvedRawTypes()));
        for (JavaField field : type.getFields()) {
            if (isReachable(field.getModifiers())) {
                used.addAll(field.getAllInvolvedRawTypes());
            }
        }
        for (JavaCodeUnit unit : type.getCodeUnits()) {
            if (isReachable(unit.getModifiers())) {
                used.addAll(unit.getAllInvolvedRawTypes());
                unit.getThrowsClause().getTypes().forEach(used::add);
            }
        }
        return used;
    }

    private static boolean isReachable(Set<JavaModifier> modifiers) {
        return !modifiers.contains(JavaModifier.SYNTHETIC)
                && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
    }
}
