/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.NotDisposable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.validation.Valid;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // A container is there for what it does.
class ResourceCheckTest {

    private static final String TOMEE = "Apache Tomcat (TomEE)/10.0.27 (9.0.0)";
    private static final String PAYARA = "Payara Micro 6.2025.10";
    private static final Class<?>[] CLASSES = {
        Plain.class, Scoped.class, Unconstrained.class, OfRecords.class, Body.class
    };

    @Test
    void namesTheResourcesThatTomEEDoesNotValidate() {
        try (SeContainer cdi = container(Scoped.class)) {
            assertThat(ResourceCheck.whatIsMissing(on(TOMEE), loader()))
                    .containsExactly("TomEE validates nothing in the resources without a CDI scope: "
                            + OfRecords.class.getName() + ", " + Plain.class.getName()
                            + ". Add one, such as @RequestScoped.");
        }
    }

    @Test
    void namesTheResourcesWhoseRecordsPayaraCannotMake() {
        assertThat(ResourceCheck.whatIsMissing(on(PAYARA), loader()))
                .containsExactly("JSON-B of Payara 6 makes no records, which methods of these resources take: "
                        + OfRecords.class.getName() + ". Take classes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Payara Server 7.2025.1", "WildFly 39.0.1.Final", "Apache Tomcat/11.0.27", TOMEE})
    void isSilentElsewhereAndWhereThereIsNoCdi(String server) {
        assertThat(ResourceCheck.whatIsMissing(on(server), loader())).isEmpty();
    }

    private static ClassLoader loader() {
        return ResourceCheckTest.class.getClassLoader();
    }

    private static SeContainer container(Class<?> bean) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                // The class path holds OpenWebBeans for Servlet containers, too.
                .addProperty(
                        "org.apache.webbeans.spi.ContainerLifecycle",
                        "org.apache.webbeans.lifecycle.StandaloneLifeCycle")
                .addProperty(
                        "org.apache.webbeans.spi.ContextsService",
                        "org.apache.webbeans.corespi.se.DefaultContextsService")
                .addBeanClasses(bean)
                .initialize();
    }

    /** An application of these classes, and a folder among them. */
    private static ServletContext on(String server) {
        String folder = "/WEB-INF/classes/";
        return (ServletContext) Proxy.newProxyInstance(
                loader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getServerInfo" -> server;
                    case "getResourcePaths" ->
                        arguments[0].equals(folder)
                                ? Set.of(folder + "io/", folder + "META-INF/")
                                : arguments[0].equals(folder + "io/") ? files(folder) : null;
                    case "getResourceAsStream" ->
                        loader().getResourceAsStream(((String) arguments[0]).substring(folder.length()));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static Set<String> files(String folder) {
        return Stream.of(CLASSES)
                .map(type -> folder + type.getName().replace('.', '/') + ".class")
                .collect(Collectors.toSet());
    }

    @Path("plain")
    public static class Plain {

        @GET
        public String answer(@NotDisposable String email) {
            return "";
        }
    }

    @Path("scoped")
    @RequestScoped
    public static class Scoped {

        @GET
        public String answer(@NotDisposable String email) {
            return "";
        }
    }

    @Path("unconstrained")
    public static class Unconstrained {

        @GET
        public String answer(String email) {
            return "";
        }
    }

    @Path("records")
    public static class OfRecords {

        @POST
        public String answer(@Valid Body body) {
            return "";
        }
    }

    public record Body(@NotDisposable String email) {}
}
