#!/usr/bin/env bash
# jmail's check of disposable domains passes every address while its service is not reached
#
# Versions: jmail 2.2.2, Java 17
# Behaviour: `disallowDisposableDomains(isTempMailAPI(token))` asks a service for each address. Where the request fails, the
#   source answers "not disposable", and the result of the validation is a plain success. Here a proxy that is not there
#   keeps the request on this machine.
# Output seen:
#   bob@mailinator.com: success=true, failureReason=NONE
# Why it surprises: letting addresses in during an outage is a policy that one may want; here nobody can choose it or see
#   it: no exception, no log line, no other reason. A wrong token looks the same, so the check may never have worked.
# Who meets it: users of the rule with the service; a source of one's own from a file is not concerned.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir jmail
cat > jmail/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>jmail</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.sanctionco.jmail</groupId><artifactId>jmail</artifactId><version>2.2.2</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -f jmail/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import com.sanctionco.jmail.JMail;
import com.sanctionco.jmail.disposable.DisposableDomainSource;

public class Check {
    public static void main(String[] args) {
        var validator = JMail.strictValidator()
                .disallowDisposableDomains(DisposableDomainSource.isTempMailAPI("not-a-token"));
        var result = validator.validate("bob@mailinator.com");
        System.out.println("bob@mailinator.com: success=" + result.isSuccess() + ", failureReason=" + result.getFailureReason());
        System.exit(result.isSuccess() ? 0 : 1);
    }
}
JAVA
java -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9 -cp 'jmail/jars/*' Check.java || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
