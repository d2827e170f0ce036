/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** Runs Jetty on a port of 127.0.0.1, in a folder. */
public final class JettyMain {

    private JettyMain() {}

    public static void main(String[] arguments) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        server.setHandler(contexts);
        server.start();
        Map<String, WebAppContext> running = new HashMap<>();
        Commands.obey(new Commands.Deployer() {
            @Override
            public void deploy(String context, Path archive) throws Exception {
                WebAppContext application = new WebAppContext();
                application.setContextPath("/" + context);
                application.setWar(archive.toString());
                application.setTempDirectory(Files.createTempDirectory(Path.of(arguments[1]), context)
                        .toFile());
                application.setThrowUnavailableOnStartupException(true);
                application.addConfiguration(new AnnotationConfiguration());
                contexts.addHandler(application);
                application.start();
                contexts.mapContexts();
                running.put(context, application);
            }

            @Override
            public void undeploy(String context) throws Exception {
                WebAppContext application = running.remove(context);
                application.stop();
                contexts.removeHandler(application);
                application.destroy();
            }
        });
        System.exit(0);
    }
}
