/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import io.github.notdisposable.servers.launch.JettyMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Jetty, embedded, with MyFaces, OpenWebBeans and BVal in the applications. */
final class Jetty extends EmbeddedServer {

    Jetty() {
        super(
                "jetty",
                "Jetty " + System.getProperty("jetty.version") + " (ee10), MyFaces "
                        + System.getProperty("myfaces.version") + ", OpenWebBeans "
                        + System.getProperty("openwebbeans.version") + ", BVal " + System.getProperty("bval.version"));
        cannot(
                "Jetty has no Jakarta REST",
                Capability.REST_BODY,
                Capability.REST_RECORD,
                Capability.REST_PARAMETER,
                Capability.REST_RETURN_VALUE,
                Capability.REST_WITHOUT_SCOPE,
                Capability.REST_LANGUAGE,
                Capability.REST_PROBLEM,
                Capability.OWN_JSON);
        cannot("MicroProfile Config is not there", Capability.MICROPROFILE_CONFIG);
        cannot("Jetty takes WARs alone", Capability.EAR, Capability.EAR_UNDEPLOY);
        cannot("MyFaces puts the label before the text", Capability.LABEL_FREE);
    }

    @Override
    List<String> advice() {
        return List.of("Name `" + listener() + "` as a listener in `web.xml`.", "Keep a `WEB-INF/beans.xml`.");
    }

    @Override
    List<String> stack() {
        return List.of("myfaces");
    }

    @Override
    String listener() {
        return "org.apache.webbeans.servlet.WebBeansConfigurationListener";
    }

    @Override
    void fetch() {
        // Part of the build.
    }

    @Override
    List<String> command() {
        return List.of(JettyMain.class.getName());
    }

    @Override
    List<Path> classPath() throws IOException {
        List<Path> path = new ArrayList<>(jars("jetty"));
        path.add(jars("tomcat").stream()
                .filter(jar -> jar.getFileName().toString().startsWith("tomcat-embed-el"))
                .findFirst()
                .orElseThrow());
        path.add(Path.of("target", "test-classes"));
        return path;
    }
}
