#!/usr/bin/env bash
# RESTEasy sends the refused value back in its 400, as text and as JSON
#
# Versions: resteasy-core and resteasy-validator-provider 7.0.1.Final, hibernate-validator 9.1.6.Final, Java 17
# Behaviour: a parameter that breaks a constraint is answered with 400 and a report whose entries hold the message, the
#   path and the value as it was sent. There is no mapper in the application.
# Output seen:
#   text/plain: 400 [PARAMETER][signUp.arg0][Use another address][ann@mail.test]
#   application/json: 400 {"exception":null,"propertyViolations":[],"classViolations":[],"parameterViolations":
#     [{"constraintType":"PARAMETER","path":"signUp.arg0","message":"Use another address","value":"ann@mail.test"}],...}
# Why it surprises: the constraint's own message may leave the value out with care, and the framework adds it. A password
#   or an e-mail address so comes into logs of answers, proxies and error trackers. Jersey's report is empty by default.
# Who meets it: users of WildFly, Quarkus classic REST and everybody else on RESTEasy; an ExceptionMapper for
#   ResteasyViolationException is the way out.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir resteasy
cat > resteasy/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>resteasy</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.jboss.resteasy</groupId><artifactId>resteasy-core</artifactId><version>7.0.1.Final</version></dependency>
    <dependency><groupId>org.jboss.resteasy</groupId><artifactId>resteasy-validator-provider</artifactId><version>7.0.1.Final</version></dependency>
    <dependency><groupId>org.jboss.resteasy</groupId><artifactId>resteasy-jackson2-provider</artifactId><version>7.0.1.Final</version></dependency>
    <dependency><groupId>org.hibernate.validator</groupId><artifactId>hibernate-validator</artifactId><version>9.1.6.Final</version></dependency>
    <dependency><groupId>org.glassfish.expressly</groupId><artifactId>expressly</artifactId><version>6.0.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -f resteasy/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;

public class Check {
    @Path("/sign-up")
    public static class SignUp {
        @POST
        public String signUp(
                @FormParam("email") @Pattern(regexp = ".*@example\\.com", message = "Use another address") String email) {
            return "welcome";
        }
    }

    public static void main(String[] args) throws Exception {
        var dispatcher = MockDispatcherFactory.createDispatcher();
        dispatcher.getRegistry().addPerRequestResource(SignUp.class);
        boolean asStated = true;
        for (String type : new String[] {"text/plain", "application/json"}) {
            var request = MockHttpRequest.post("/sign-up")
                    .accept(type)
                    .contentType("application/x-www-form-urlencoded")
                    .content("email=ann%40mail.test".getBytes(StandardCharsets.US_ASCII));
            var response = new MockHttpResponse();
            dispatcher.invoke(request, response);
            System.out.println(type + ": " + response.getStatus() + " " + response.getContentAsString().strip());
            asStated &= response.getStatus() == 400 && response.getContentAsString().contains("ann@mail.test");
        }
        System.exit(asStated ? 0 : 1);
    }
}
JAVA
java -cp 'resteasy/jars/*' Check.java 2>/dev/null || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
