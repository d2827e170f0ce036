/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import io.github.notdisposable.servers.launch.TomcatMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tomcat, embedded, with Faces, CDI and Jakarta Validation in the applications. */
final class Tomcat extends EmbeddedServer {

    private static final String NO_REST = "Tomcat has no Jakarta REST";
    private static final String NO_CONFIG = "MicroProfile Config is not there";
    private static final String NO_EAR = "Tomcat takes WARs alone";

    private final String stack;
    private final String listener;

    private Tomcat(String stack, String title, String listener) {
        super("tomcat-" + stack, "Tomcat " + System.getProperty("tomcat.version") + ", " + title);
        this.stack = stack;
        this.listener = listener;
        cannot(
                NO_REST,
                Capability.REST_BODY,
                Capability.REST_RECORD,
                Capability.REST_PARAMETER,
                Capability.REST_RETURN_VALUE,
                Capability.REST_WITHOUT_SCOPE,
                Capability.REST_LANGUAGE,
                Capability.REST_PROBLEM,
                Capability.OWN_JSON);
        cannot(NO_CONFIG, Capability.MICROPROFILE_CONFIG);
        cannot(NO_EAR, Capability.EAR, Capability.EAR_UNDEPLOY);
    }

    static Tomcat withMyFaces() {
        Tomcat tomcat = new Tomcat(
                "myfaces",
                "MyFaces " + System.getProperty("myfaces.version") + ", OpenWebBeans "
                        + System.getProperty("openwebbeans.version") + ", BVal " + System.getProperty("bval.version"),
                "org.apache.webbeans.servlet.WebBeansConfigurationListener");
        tomcat.cannot("MyFaces puts the label before the text", Capability.LABEL_FREE);
        return tomcat;
    }

    static Tomcat withMojarra() {
        Tomcat tomcat = new Tomcat(
                "mojarra",
                "Mojarra " + System.getProperty("mojarra.version") + ", Weld " + System.getProperty("weld.version")
                        + ", Hibernate Validator " + System.getProperty("hibernate-validator.version"),
                "org.jboss.weld.environment.servlet.Listener");
        tomcat.cannot(
                "Hibernate Validator's CDI module is not there; the call passes unchecked",
                Capability.METHOD_VALIDATION);
        return tomcat;
    }

    @Override
    List<String> advice() {
        return stack.equals("myfaces")
                ? List.of("Name `" + listener + "` as a listener in `web.xml`.", "Keep a `WEB-INF/beans.xml`.")
                : List.of(
                        "Keep a `WEB-INF/beans.xml`; without one Weld does not start.",
                        "Methods of beans are validated only with Hibernate Validator's CDI module.");
    }

    @Override
    List<String> hints() {
        return stack.equals("mojarra")
                ? List.of(
                        "CDI has no bean of type jakarta.validation.Validator, so that constraints on methods of beans")
                : List.of();
    }

    @Override
    List<String> stack() {
        return List.of(stack);
    }

    @Override
    String listener() {
        return listener;
    }

    @Override
    void fetch() {
        // Part of the build.
    }

    @Override
    List<String> command() {
        // Tomcat's own script opens these packages, to clear what applications leave in threads.
        return List.of(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                TomcatMain.class.getName());
    }

    @Override
    List<Path> classPath() throws IOException {
        List<Path> path = new ArrayList<>(jars("tomcat"));
        path.add(Path.of("target", "test-classes"));
        return path;
    }
}
