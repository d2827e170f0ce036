#!/usr/bin/env bash
# Tomcat's RemoteIpValve makes "203.0.113.7:51234" the client's address
#
# Versions: tomcat-embed-core 11.0.27, Java 17
# Behaviour: the valve takes an entry of X-Forwarded-For as it stands. Some proxies (Azure Application Gateway, IIS's ARR)
#   write the client's port behind its address; `getRemoteAddr()` and `getRemoteHost()` then return both.
# Output seen:
#   203.0.113.7 -> 203.0.113.7
#   203.0.113.7:51234 -> 203.0.113.7:51234
#   [2001:db8::7]:51234 -> [2001:db8::7]:51234
# Why it surprises: the method returns "the Internet Protocol address" by its documentation. With the port each connection
#   is a new client, so counters and bans never see the same one twice; parsers of addresses throw.
# Who meets it: applications on Tomcat (also Spring Boot with `server.forward-headers-strategy=native`) behind such a
#   proxy, that limit, ban or log by address.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir tomcat
cat > tomcat/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>tomcat</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.tomcat.embed</groupId><artifactId>tomcat-embed-core</artifactId><version>11.0.27</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -f tomcat/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;

public class Check {
    public static void main(String[] args) throws Exception {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(args[0]);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        var context = tomcat.addContext("", args[0]);
        context.getPipeline().addValve(new RemoteIpValve());
        Tomcat.addServlet(context, "client", new HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.getWriter().print(request.getRemoteAddr());
            }
        });
        context.addServletMappingDecoded("/", "client");
        tomcat.start();
        var stated = new TreeMap<>(Map.of(
                "203.0.113.7", "203.0.113.7",
                "203.0.113.7:51234", "203.0.113.7:51234",
                "[2001:db8::7]:51234", "[2001:db8::7]:51234"));
        boolean asStated = true;
        for (var entry : stated.entrySet()) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/"))
                    .header("X-Forwarded-For", entry.getKey())
                    .build();
            String seen = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            System.out.println(entry.getKey() + " -> " + seen);
            asStated &= seen.equals(entry.getValue());
        }
        tomcat.stop();
        tomcat.destroy();
        System.exit(asStated ? 0 : 1);
    }
}
JAVA
java -cp 'tomcat/jars/*' Check.java "$dir/base" 2>/dev/null || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
