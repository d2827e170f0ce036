#!/usr/bin/env bash
# Jersey answers a broken constraint with an empty 400, and with the value as soon as the message is asked for
#
# Versions: jersey-bean-validation 4.0.2 (with hibernate-validator 8.0.2.Final), Java 17
# Behaviour: a parameter that breaks a constraint gives 400 without a body and without a type. One switch,
#   `jersey.config.server.beanValidation.enableOutputValidationErrorEntity`, sends the message, and beside it the path of the Java
#   method and the value that was sent. There is nothing between the two.
# Output seen:
#   as it is: 400, body ''
#   switched on: 400, body 'Use another address (path = SignUp.signUp.arg0, invalidValue = ann@mail.test)'
# Why it surprises: the text that was written for people, `message`, is dropped in silence; the way to have it sends personal
#   data back, which a good message avoids.
# Who meets it: applications on GlassFish, Payara and plain Jersey; an ExceptionMapper for ConstraintViolationException is the
#   way out.
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
mvn -q -B -f jersey/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

public class Check {
    @Path("/sign-up")
    public static class SignUp {
        @POST
        public String signUp(
                @FormParam("email") @Pattern(regexp = ".*@example\\.com", message = "Use another address") String email) {
            return "welcome";
        }
    }

    private static String answer(boolean message) throws Exception {
        var application = new ApplicationHandler(
                new ResourceConfig(SignUp.class).property(ServerProperties.BV_SEND_ERROR_IN_RESPONSE, message));
        var request = new ContainerRequest(
                URI.create("http://localhost/"),
                URI.create("http://localhost/sign-up"),
                "POST",
                null,
                new MapPropertiesDelegate(),
                null);
        request.header("Content-Type", "application/x-www-form-urlencoded");
        request.header("Accept", "text/plain");
        request.setEntityStream(new ByteArrayInputStream("email=ann%40mail.test".getBytes(StandardCharsets.US_ASCII)));
        var body = new ByteArrayOutputStream();
        var response = application.apply(request, body).get();
        return response.getStatus() + ", body '" + body.toString(StandardCharsets.UTF_8).strip() + "'";
    }

    public static void main(String[] args) throws Exception {
        String plain = answer(false);
        String switchedOn = answer(true);
        System.out.println("as it is: " + plain);
        System.out.println("switched on: " + switchedOn);
        boolean asStated = plain.equals("400, body ''")
                && switchedOn.startsWith("400")
                && switchedOn.contains("Use another address")
                && switchedOn.contains("ann@mail.test");
        System.exit(asStated ? 0 : 1);
    }
}
JAVA
java -cp 'jersey/jars/*' Check.java 2>/dev/null || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
