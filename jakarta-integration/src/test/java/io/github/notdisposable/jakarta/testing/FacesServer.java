/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.testing;

import io.github.notdisposable.jakarta.servlet.ClientIpInitializer;
import jakarta.faces.webapp.FacesServlet;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.myfaces.webapp.StartupServletContextListener;
import org.apache.webbeans.servlet.WebBeansConfigurationListener;

/** Tomcat with MyFaces, OpenWebBeans and Apache BVal. Each page is a form {@code f} with a field {@code email} and a message beside it. */
public final class FacesServer {

    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]*)\"");

    private final Tomcat tomcat = new Tomcat();
    private final Map<String, String> pages = new LinkedHashMap<>();
    private int port;

    public void page(String name, String field) {
        pages.put(name, field);
    }

    public void start() throws Exception {
        Path base = Files.createTempDirectory("faces");
        Files.createDirectories(base.resolve("WEB-INF"));
        Files.writeString(base.resolve("WEB-INF/faces-config.xml"), """
                <faces-config xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0">
                  <application><locale-config>
                    <default-locale>en</default-locale><supported-locale>de</supported-locale>
                    <supported-locale>fr</supported-locale>
                  </locale-config></application>
                </faces-config>
                """);
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(base.resolve(page.getKey() + ".xhtml"), """
                    <!DOCTYPE html>
                    <html xmlns="http://www.w3.org/1999/xhtml" xmlns:h="jakarta.faces.html" xmlns:f="jakarta.faces.core"
                          xmlns:nd="io.github.notdisposable">
                    <h:head/><h:body><h:form id="f">%s
                      <h:message id="m" for="email"/>
                      <h:commandButton id="go"/>
                      <h:panelGroup rendered="#{facesContext.postback and not facesContext.validationFailed}">accepted</h:panelGroup>
                    </h:form></h:body></html>
                    """.formatted(page.getValue()));
        }
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", base.toString());
        context.addApplicationListener(WebBeansConfigurationListener.class.getName());
        context.addServletContainerInitializer(new ClientIpInitializer(), Set.of());
        context.addApplicationListener(StartupServletContextListener.class.getName());
        context.addParameter("jakarta.faces.PROJECT_STAGE", "Development");
        context.addParameter("org.apache.myfaces.INITIALIZE_ALWAYS_STANDALONE", "true");
        Tomcat.addServlet(context, "faces", FacesServlet.class.getName()).setLoadOnStartup(1);
        context.addServletMappingDecoded("*.xhtml", "faces");
        tomcat.start();
        port = tomcat.getConnector().getLocalPort();
    }

    public void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    public String get(String page, String language) throws IOException, InterruptedException {
        return new Visit().send(page, language, null, false);
    }

    public String submit(String page, String email, String language) throws IOException, InterruptedException {
        Visit visit = new Visit();
        return visit.post(page, visit.send(page, language, null, false), Map.of("email", email), language, false);
    }

    public String submitByAjax(String page, String email, String language) throws IOException, InterruptedException {
        Visit visit = new Visit();
        return visit.post(page, visit.send(page, language, null, false), Map.of("email", email), language, true);
    }

    /** Submits a form, and then what comes back, with fields of its own. */
    public String submitTwice(String page, Map<String, String> first, Map<String, String> second)
            throws IOException, InterruptedException {
        Visit visit = new Visit();
        String answer = visit.post(page, visit.send(page, "en", null, false), first, "en", false);
        return visit.post(page, answer, second, "en", false);
    }

    /** One browser. */
    private final class Visit {

        private final HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        String post(String page, String shown, Map<String, String> values, String language, boolean ajax)
                throws IOException, InterruptedException {
            Matcher state = VIEW_STATE.matcher(shown);
            if (!state.find()) {
                throw new IllegalStateException("The page has no form");
            }
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("f_SUBMIT", "1");
            values.forEach((name, value) -> fields.put("f:" + name, value));
            fields.put("f:go", "go");
            fields.put("jakarta.faces.ViewState", state.group(1));
            if (ajax) {
                fields.put("jakarta.faces.partial.ajax", "true");
                fields.put("jakarta.faces.source", "f:go");
                fields.put("jakarta.faces.partial.execute", "@all");
                fields.put("jakarta.faces.partial.render", "f");
            }
            return send(page, language, fields, ajax);
        }

        String send(String page, String language, Map<String, String> fields, boolean ajax)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/" + page + ".xhtml"))
                    .header("Accept-Language", language);
            if (ajax) {
                request.header("Faces-Request", "partial/ajax");
            }
            if (fields != null) {
                String form = fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
                request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
            }
            return browser.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
