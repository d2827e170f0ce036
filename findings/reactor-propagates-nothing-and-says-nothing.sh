#!/usr/bin/env bash
# Reactor's automatic context propagation does nothing, without a word, where one optional jar is missing
#
# Versions: reactor-core 3.7.11, io.micrometer:context-propagation 1.1.3, Java 17
# Behaviour: `Hooks.enableAutomaticContextPropagation()`, which is what Spring Boot's `spring.reactor.context-propagation=auto`
#   calls, returns normally without context-propagation on the class path, and thread locals stay empty. Neither
#   reactor-core nor spring-boot-starter-webflux brings that jar.
# Output seen:
#   without the jar: enabled without an error, the operator sees null
#   with the jar: enabled without an error, the operator sees ann
# Why it surprises: the method is named "enable", the setting "auto", and both are accepted. What was to travel (a client's
#   address, a user, a trace) is null on the operator's thread; the code that reads it is written for null.
# Who meets it: WebFlux applications that read thread locals, as those with Bean Validation in the request do.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir reactor
cat > reactor/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>reactor</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.projectreactor</groupId><artifactId>reactor-core</artifactId><version>3.7.11</version></dependency>
  </dependencies>
</project>
XML
mkdir propagation
cat > propagation/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>propagation</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.micrometer</groupId><artifactId>context-propagation</artifactId><version>1.1.3</version></dependency>
  </dependencies>
</project>
XML
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>all</artifactId><version>1</version><packaging>pom</packaging>
  <modules><module>reactor</module><module>propagation</module></modules>
</project>
XML
mvn -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

public class Check {
    private static final ThreadLocal<String> USER = new ThreadLocal<>();

    public static void main(String[] args) {
        if (args.length == 1) {
            Jar.register(USER);
        }
        Hooks.enableAutomaticContextPropagation();
        String seen = Mono.just(1)
                .publishOn(Schedulers.single())
                .map(i -> String.valueOf(USER.get()))
                .contextWrite(context -> context.put("user", "ann"))
                .block();
        System.out.println("enabled without an error, the operator sees " + seen);
        System.exit(0);
    }

    private static final class Jar {
        static void register(ThreadLocal<String> user) {
            io.micrometer.context.ContextRegistry.getInstance().registerThreadLocalAccessor("user", user);
        }
    }
}
JAVA
javac -d classes -cp 'reactor/jars/*:propagation/jars/*' Check.java
without=$(java -cp 'classes:reactor/jars/*' Check 2>&1)
with=$(java -cp 'classes:reactor/jars/*:propagation/jars/*' Check register 2>&1)
echo "without the jar: $without"
echo "with the jar: $with"
[ "$without" = 'enabled without an error, the operator sees null' ] \
  && [ "$with" = 'enabled without an error, the operator sees ann' ] || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
