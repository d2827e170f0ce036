/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.jakarta;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.StandardRoot;

/** Tomcat with this application, for trying it without a server of your own. It is not part of the WAR. */
public final class SignUpServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    private SignUpServer() {}

    /**
     * Starts the server, on 127.0.0.1 alone.
     *
     * @param port the port; 0 for a free one
     * @return the running server
     */
    public static SignUpServer start(int port) throws IOException, LifecycleException {
        SignUpServer server = new SignUpServer();
        server.run(port);
        return server;
    }

    /**
     * Starts the server and stays up until the process is ended.
     *
     * @param args the port, 8080 if there is none
     */
    public static void main(String[] args) throws IOException, LifecycleException {
        SignUpServer server = start(args.length > 0 ? Integer.parseInt(args[0]) : 8080);
        System.out.println("Sign up at " + server.address());
        server.tomcat.getServer().await();
    }

    /** {@return where the page is, with a slash at the end} */
    public URI address() {
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/");
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private void run(int port) throws IOException, LifecycleException {
        Path classes = classes();
        tomcat.setBaseDir(
                Files.createDirectories(classes.resolveSibling("tomcat")).toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.setAddDefaultWebXmlToWebapp(false);
        File pages = classes.resolve("../../src/main/webapp").normalize().toFile();
        StandardContext application = (StandardContext) tomcat.addWebapp("", pages.toString());
        application.setParentClassLoader(SignUpServer.class.getClassLoader());
        // Classes are looked for in the folder of the build and loaded from the class path.
        WebappLoader loader = new WebappLoader();
        loader.setDelegate(true);
        application.setLoader(loader);
        WebResourceRoot resources = new StandardRoot(application);
        resources.addPreResources(new DirResourceSet(resources, "/WEB-INF/classes", classes.toString(), "/"));
        application.setResources(resources);
        // Tomcat's defaults without its pages of Java, for which it would look through each JAR.
        Tomcat.addDefaultMimeTypeMappings(application);
        Tomcat.addServlet(application, "default", DefaultServlet.class.getName())
                .addMapping("/");
        tomcat.start();
        if (!application.getState().isAvailable()) {
            throw new IllegalStateException("The application does not start: see the log");
        }
    }

    private static Path classes() {
        try {
            return Path.of(SignUpServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
