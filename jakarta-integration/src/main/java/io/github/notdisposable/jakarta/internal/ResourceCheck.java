/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.internal;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import jakarta.validation.Constraint;
import jakarta.validation.Valid;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds, when an application starts, the Jakarta REST resources whose constraints do nothing on its server: those without a scope on TomEE, and
 * those that take a record on Payara 6. On other servers it looks at nothing. Resources in JARs are not found.
 */
public final class ResourceCheck {

    private static final Logger LOG = System.getLogger(ResourceCheck.class.getName());
    private static final String CLASSES = "/WEB-INF/classes/";

    /** How a class file names the annotation that makes a resource. */
    private static final String PATH = "Ljakarta/ws/rs/Path;";

    private enum Fault {
        NO_SCOPE,
        RECORD
    }

    private ResourceCheck() {}

    /**
     * Writes one line to the log if there are such resources. Call it once CDI has started.
     *
     * @param context the application's
     * @param application the application's class loader
     */
    public static void logWhatIsMissing(ServletContext context, ClassLoader application) {
        whatIsMissing(context, application).forEach(missing -> LOG.log(Level.WARNING, missing));
    }

    static List<String> whatIsMissing(ServletContext context, ClassLoader application) {
        String server = String.valueOf(context.getServerInfo());
        try {
            if (server.contains("TomEE")) {
                return found(context, application, Fault.NO_SCOPE)
                        .map(resources -> "TomEE validates nothing in the resources without a CDI scope: " + resources
                                + ". Add one, such as @RequestScoped.")
                        .toList();
            }
            if (server.contains("Payara") && server.matches(".*\\b6\\.\\d.*")) {
                return found(context, application, Fault.RECORD)
                        .map(resources -> "JSON-B of Payara 6 makes no records, which methods of these resources take: "
                                + resources + ". Take classes.")
                        .toList();
            }
        } catch (LinkageError | IllegalStateException absent) {
            // Without Jakarta REST there are no resources, and without CDI no scopes.
        }
        return List.of();
    }

    private static Stream<String> found(ServletContext context, ClassLoader application, Fault fault) {
        List<String> names = new ArrayList<>();
        collect(context, CLASSES, names);
        String resources = names.stream()
                .flatMap(name -> load(name, application))
                .filter(type -> has(fault, type))
                .map(Class::getName)
                .sorted()
                .collect(Collectors.joining(", "));
        return Stream.of(resources).filter(some -> !some.isEmpty());
    }

    private static void collect(ServletContext context, String folder, List<String> names) {
        Set<String> paths = context.getResourcePaths(folder);
        for (String path : paths == null ? Set.<String>of() : paths) {
            if (path.endsWith("/")) {
                collect(context, path, names);
            } else if (path.endsWith(".class") && isAboutResources(context, path)) {
                names.add(path.substring(CLASSES.length(), path.length() - ".class".length())
                        .replace('/', '.'));
            }
        }
    }

    /** Only these classes are loaded. */
    private static boolean isAboutResources(ServletContext context, String path) {
        try (InputStream in = context.getResourceAsStream(path)) {
            return in != null && new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(PATH);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Stream<Class<?>> load(String name, ClassLoader application) {
        try {
            return Stream.of(Class.forName(name, false, application));
        } catch (ClassNotFoundException | LinkageError incomplete) {
            return Stream.empty();
        }
    }

    private static boolean has(Fault fault, Class<?> type) {
        try {
            return type.isAnnotationPresent(Path.class)
                    && Stream.of(type.getMethods())
                            .anyMatch(method -> fault == Fault.RECORD
                                    ? takesARecord(method)
                                    : isConstrained(method) && hasNoScope(type));
        } catch (LinkageError | RuntimeException incomplete) {
            // A class that lacks what it names is left out; the others are still looked at.
            return false;
        }
    }

    private static boolean hasNoScope(Class<?> type) {
        BeanManager beans = CDI.current().getBeanManager();
        return beans.getBeans(type, Any.Literal.INSTANCE).isEmpty();
    }

    private static boolean takesARecord(Method method) {
        return Stream.of(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(Valid.class))
                .map(Parameter::getType)
                .anyMatch(Class::isRecord);
    }

    private static boolean isConstrained(Method method) {
        return Stream.concat(Stream.of(method), Stream.of(method.getParameters()))
                .map(AnnotatedElement::getAnnotations)
                .flatMap(Stream::of)
                .map(Annotation::annotationType)
                .anyMatch(type -> type == Valid.class || type.isAnnotationPresent(Constraint.class));
    }
}
