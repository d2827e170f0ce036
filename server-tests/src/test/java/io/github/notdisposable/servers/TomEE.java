/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import io.github.notdisposable.servers.app.PlainResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** TomEE 9, which is Jakarta EE 9.1: Servlet 5 and REST, and Faces 3 that our pages are too new for. */
final class TomEE extends Server {

    private static final String VERSION = System.getProperty("tomee.version");

    TomEE() {
        super("tomee", "TomEE " + VERSION);
        cannot(
                "Jakarta EE 9.1 has Faces 3; the pages are for Faces 4",
                Capability.FACES,
                Capability.FACES_TAG,
                Capability.FACES_AJAX,
                Capability.PRIMEFACES,
                Capability.FACES_VERDICT,
                Capability.LABEL_FREE);
        cannot("a resource has to be a CDI bean; another is not validated", Capability.REST_WITHOUT_SCOPE);
        cannot("a return value is answered with 400, as if it were the caller's fault", Capability.REST_RETURN_VALUE);
        cannot("the server's answer is empty", Capability.REST_LANGUAGE);
        cannot("MicroProfile Config is not there", Capability.MICROPROFILE_CONFIG);
        cannot("the web profile takes WARs alone here", Capability.EAR, Capability.EAR_UNDEPLOY);
    }

    @Override
    List<String> advice() {
        return List.of(
                "Give REST resources a CDI scope, such as `@RequestScoped`: without one nothing is validated.",
                "Register an `ExceptionMapper<ConstraintViolationException>`: the server's own answer is empty.");
    }

    @Override
    List<String> hints() {
        return List.of("TomEE validates nothing in the resources without a CDI scope: " + PlainResource.class.getName()
                + ". Add one");
    }

    @Override
    void fetch() {
        Distribution.unpack("org.apache.tomee:apache-tomee:" + VERSION + ":zip:webprofile", home());
    }

    private Path folder() {
        return home().resolve("apache-tomee-webprofile-" + VERSION).toAbsolutePath();
    }

    @Override
    ServerProcess start(Path home, int port) throws IOException {
        Machine.emptied(folder().resolve("webapps"));
        Files.writeString(folder().resolve("conf/server.xml"), """
                <Server port="-1" shutdown="SHUTDOWN">
                  <Listener className="org.apache.tomee.catalina.ServerListener"/>
                  <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
                  <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
                  <Service name="Catalina">
                    <Connector port="%d" address="127.0.0.1" protocol="HTTP/1.1"/>
                    <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
                      <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="true"/>
                    </Engine>
                  </Service>
                </Server>
                """.formatted(port));
        return ServerProcess.start(
                Path.of("target", "servers", name() + ".log"),
                Map.of("CATALINA_OPTS", "-Xmx768m"),
                List.of("sh", folder().resolve("bin/catalina.sh").toString(), "run"));
    }

    @Override
    boolean started() {
        return process().log().contains("Server startup in");
    }

    @Override
    void hand(String context, Path archive) throws IOException {
        Path whole = Files.copy(archive, folder().resolve(context + ".part"));
        Files.move(whole, folder().resolve("webapps").resolve(context + ".war"));
    }

    @Override
    void take(String context) throws IOException {
        Files.delete(folder().resolve("webapps").resolve(context + ".war"));
    }

    @Override
    boolean gone(String context) {
        return !Files.exists(folder().resolve("webapps").resolve(context));
    }
}
