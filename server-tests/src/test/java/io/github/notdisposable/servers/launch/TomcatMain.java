/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.core.ThreadLocalLeakPreventionListener;
import org.apache.catalina.startup.Tomcat;

/** Runs Tomcat on a port of 127.0.0.1, in a folder. */
public final class TomcatMain {

    private TomcatMain() {}

    public static void main(String[] arguments) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[1]);
        Files.createDirectories(Path.of(arguments[1], "webapps"));
        tomcat.setPort(Integer.parseInt(arguments[0]));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        // As the standard configuration has it: a thread that served an application that has ended is renewed. The
        // listener
        // looks for the host when the server starts.
        tomcat.getHost();
        tomcat.getServer().addLifecycleListener(new ThreadLocalLeakPreventionListener());
        tomcat.start();
        Commands.obey(new Commands.Deployer() {
            @Override
            public void deploy(String context, Path archive) {
                Context application = tomcat.addWebapp("/" + context, archive.toString());
                if (!application.getState().isAvailable()) {
                    throw new IllegalStateException("It did not start");
                }
            }

            @Override
            public void undeploy(String context) throws Exception {
                Container application = tomcat.getHost().findChild("/" + context);
                tomcat.getHost().removeChild(application);
                application.destroy();
            }
        });
        System.exit(0);
    }
}
