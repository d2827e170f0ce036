#!/usr/bin/env bash
# Jersey takes the language of a constraint's message from the JVM, RESTEasy from the request
#
# Versions: jersey-bean-validation 4.0.2, resteasy-validator-provider 7.0.1.Final, Java 17
# Behaviour: the same resource, the same constraint of the specification, the same request with `Accept-Language: de`, and
#   Hibernate Validator with its German texts in both. Jersey's report is English where the JVM is.
# Output seen:
#   Jersey: size must be between 0 and 3
#   RESTEasy: Größe muss zwischen 0 und 3 sein
# Why it surprises: both implement Jakarta REST and join it to Jakarta Validation; translated messages are there, and the
#   request says which. On a developer's machine, in the developer's language, it looks right.
# Who meets it: applications that move from WildFly to GlassFish or Payara; constraint libraries with translations.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir jersey
cat > jersey/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>jersey</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.glassfish.jersey.ext</groupId><artifactId>jersey-bean-validation</artifactId><version>4.0.2</version></dependency>
    <dependency><groupId>org.glassfish.jersey.inject</groupId><artifactId>jersey-hk2</artifactId><version>4.0.2</version></dependency>
  </dependencies>
</project>
XML
mkdir resteasy
cat > resteasy/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>resteasy</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.jboss.resteasy</groupId><artifactId>resteasy-core</artifactId><version>7.0.1.Final</version></dependency>
    <dependency><groupId>org.jboss.resteasy</groupId><artifactId>resteasy-validator-provider</artifactId><version>7.0.1.Final</version></dependency>
    <dependency><groupId>org.hibernate.validator</groupId><artifactId>hibernate-validator</artifactId><version>9.1.6.Final</version></dependency>
    <dependency><groupId>org.glassfish.expressly</groupId><artifactId>expressly</artifactId><version>6.0.0</version></dependency>
  </dependencies>
</project>
XML
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>all</artifactId><version>1</version><packaging>pom</packaging>
  <modules><module>jersey</module><module>resteasy</module></modules>
</project>
XML
mvn -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > SignUp.java <<'JAVA'
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@Path("/sign-up")
public class SignUp {
    @POST
    public String signUp(@FormParam("name") @Size(max = 3) String name) {
        return "welcome";
    }
}
JAVA
cat > Jersey.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

public class Jersey {
    public static void main(String[] args) throws Exception {
        var application = new ApplicationHandler(
                new ResourceConfig(SignUp.class).property(ServerProperties.BV_SEND_ERROR_IN_RESPONSE, true));
        var request = new ContainerRequest(
                URI.create("http://localhost/"),
                URI.create("http://localhost/sign-up"),
                "POST",
                null,
                new MapPropertiesDelegate(),
                null);
        request.header("Content-Type", "application/x-www-form-urlencoded");
        request.header("Accept", "text/plain");
        request.header("Accept-Language", "de");
        request.setEntityStream(new ByteArrayInputStream("name=Alexander".getBytes(StandardCharsets.US_ASCII)));
        var body = new ByteArrayOutputStream();
        application.apply(request, body).get();
        System.out.write(body.toByteArray());
        System.out.flush();
        System.exit(0);
    }
}
JAVA
cat > Resteasy.java <<'JAVA'
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;

public class Resteasy {
    public static void main(String[] args) throws Exception {
        var dispatcher = MockDispatcherFactory.createDispatcher();
        dispatcher.getRegistry().addPerRequestResource(SignUp.class);
        var request = MockHttpRequest.post("/sign-up")
                .accept("text/plain")
                .header("Accept-Language", "de")
                .contentType("application/x-www-form-urlencoded")
                .content("name=Alexander".getBytes(StandardCharsets.US_ASCII));
        var response = new MockHttpResponse();
        dispatcher.invoke(request, response);
        System.out.write(response.getContentAsString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
        System.exit(0);
    }
}
JAVA
mkdir on-jersey on-resteasy
javac -d on-jersey -cp 'jersey/jars/*' SignUp.java Jersey.java
javac -d on-resteasy -cp 'resteasy/jars/*' SignUp.java Resteasy.java
text='size must be between 0 and 3|Größe muss zwischen 0 und 3 sein'
jersey=$(java -Duser.language=en -cp 'on-jersey:jersey/jars/*' Jersey 2>/dev/null | grep -oE "$text" || true)
resteasy=$(java -Duser.language=en -cp 'on-resteasy:resteasy/jars/*' Resteasy 2>/dev/null | grep -oE "$text" || true)
echo "Jersey: $jersey"
echo "RESTEasy: $resteasy"
[ "$jersey" = "${text%|*}" ] && [ "$resteasy" = "${text#*|}" ] || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
