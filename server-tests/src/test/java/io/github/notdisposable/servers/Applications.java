/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The applications, all from one source set, as one server needs them. */
final class Applications {

    private static final Path PAGES = Path.of("src", "main", "webapp");

    /** The service is one that nobody runs: connections are refused. */
    private static final String SERVICE_DOWN = """
            notdisposable.backends=embedded,stopreg
            notdisposable.stopreg.base-url=http://127.0.0.1:1
            notdisposable.stopreg.api-token=none
            notdisposable.embedded.dns=never
            """;

    private final Server server;

    Applications(Server server) {
        this.server = server;
    }

    /** The sign-up with a service that is down, behind a proxy, with bans. */
    Path main() throws IOException {
        return signUp("main", name -> true, SERVICE_DOWN + """
                        notdisposable.client-ip.mode=chain
                        notdisposable.client-ip.trusted-proxies=127.0.0.1
                        notdisposable.abuse.enabled=true
                        notdisposable.abuse.limit=3
                        """);
    }

    /** The same with other settings: no languages, a proxy that no request comes through, and nobody let in while the service is down. */
    Path other() throws IOException {
        return signUp("other", name -> !name.equals("WEB-INF/faces-config.xml"), """
                notdisposable.backends=stopreg
                notdisposable.stopreg.base-url=http://127.0.0.1:1
                notdisposable.stopreg.api-token=none
                notdisposable.when-unavailable=reject
                notdisposable.client-ip.mode=chain
                notdisposable.client-ip.trusted-proxies=10.0.0.0/8
                notdisposable.block=gmail.com
                notdisposable.allow=mailinator.com
                """);
    }

    /** One with settings in MicroProfile Config, some of which the server's process has too, and in the library's own file. */
    Path configured() throws IOException {
        return signUp("configured", this::ofControl, """
                notdisposable.block=file.example
                notdisposable.embedded.dns=never
                """, """
                notdisposable.deadline=7s
                notdisposable.embedded.dns-timeout=9s
                notdisposable.block=config.example
                notdisposable.allow=
                notdisposable.client-ip.mode=chain
                notdisposable.client-ip.trusted-proxies[0]=127.0.0.1
                notdisposable.client-ip.trusted-proxies[1]=10.0.0.0/8
                notdisposable.json.categories.white=a\\\\,b,c
                """);
    }

    /** One whose setting refers to nothing. */
    Path undefined() throws IOException {
        return signUp("undefined", this::ofControl, "", "notdisposable.block=${undefined.key}");
    }

    private Path signUp(String name, Predicate<String> wanted, String settings) throws IOException {
        return signUp(name, wanted, settings, "");
    }

    private Path signUp(String name, Predicate<String> wanted, String settings, String config) throws IOException {
        return new Archive()
                .classes("WEB-INF/classes/", "common", "app")
                .files("", PAGES, file -> wanted.test(file) && (hasPages() || ofControl(file)))
                .text("WEB-INF/web.xml", webXml())
                .text("WEB-INF/classes/META-INF/notdisposable.properties", settings)
                .text("WEB-INF/classes/META-INF/microprofile-config.properties", config)
                .jars("WEB-INF/lib/", List.of("library"), server::carries)
                .jars("WEB-INF/lib/", stack(), jar -> true)
                .write(file(name + ".war"));
    }

    /** The same server's stack and pages without the library. */
    Path control() throws IOException {
        return new Archive()
                .classes("WEB-INF/classes/", "common")
                .files("", PAGES, this::ofControl)
                .text("WEB-INF/web.xml", webXml().replaceAll("(?s)<filter>.*</filter-mapping>", ""))
                .jars("WEB-INF/lib/", stack(), jar -> true)
                // BVal does not start without the API, which else comes with the library.
                .jars("WEB-INF/lib/", List.of("library"), jar -> jar.startsWith("jakarta.validation-api"))
                .write(file("control.war"));
    }

    private boolean ofControl(String file) {
        return (file.startsWith("WEB-INF/") || file.equals("greeting.xhtml"))
                && (hasPages() || !(file.contains("faces") || file.endsWith(".xhtml")));
    }

    /** An EAR with an EJB module and a web module, and the library between them. */
    Path ear() throws IOException {
        return new Archive()
                .inner(
                        "ejb.jar",
                        new Archive()
                                .classes("", "ejb")
                                .text("META-INF/beans.xml", Files.readString(PAGES.resolve("WEB-INF/beans.xml")))
                                .text(
                                        "META-INF/notdisposable.properties",
                                        SERVICE_DOWN + "notdisposable.block=ejb.example"))
                .inner(
                        "web.war",
                        new Archive()
                                .classes("WEB-INF/classes/", "common", "ear")
                                .files("", PAGES, file -> file.equals("WEB-INF/beans.xml"))
                                .text(
                                        "WEB-INF/classes/META-INF/notdisposable.properties",
                                        SERVICE_DOWN + "notdisposable.block=web.example"))
                .jars("lib/", List.of("library"), server::carries)
                .text("META-INF/application.xml", """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="9">
                          <module><ejb>ejb.jar</ejb></module>
                          <module><web><web-uri>web.war</web-uri><context-root>/ear</context-root></web></module>
                        </application>
                        """)
                .write(file("ear.ear"));
    }

    private List<String> stack() {
        List<String> stack = new ArrayList<>(server.stack());
        if (!server.gaps().containsKey(Capability.PRIMEFACES)) {
            stack.add("primefaces");
        }
        return stack;
    }

    private boolean hasPages() {
        return !server.gaps().containsKey(Capability.FACES);
    }

    private String webXml() throws IOException {
        String xml = Files.readString(PAGES.resolve("WEB-INF/web.xml"));
        if (!hasPages()) {
            xml = xml.replaceAll("(?s)<servlet>.*</servlet-mapping>", "");
        }
        return server.listener().isEmpty()
                ? xml
                : xml.replace(
                        "</web-app>",
                        "<listener><listener-class>" + server.listener() + "</listener-class></listener></web-app>");
    }

    private Path file(String name) {
        return Path.of("target", "archives", server.name(), name);
    }
}
