#!/usr/bin/env bash
# dnsjava brings a file `messages.properties`, which Spring Boot takes for the texts of the application
#
# Versions: dnsjava 3.7.1, spring-boot-autoconfigure 3.5.16 (Maven Central), JDK 17
# Behaviour: an application without texts of its own has no bundle, so Spring Boot makes no MessageSource and the
#   context has an empty one. With dnsjava on the class path Spring Boot finds `messages.properties` in its jar, makes a
#   ResourceBundleMessageSource over it, and answers with the library's texts.
# Output seen:
#   without dnsjava: DelegatingMessageSource
#   with dnsjava: ResourceBundleMessageSource
# Why it surprises: a library's own texts stand under its package's name; at the root they are the application's.
# Who meets it: Spring Boot applications that look up mail servers. The start takes some milliseconds longer, and code
#   that asks whether the application has texts is told that it has.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
pom() { # pom DEPENDENCIES
  cat > pom.xml <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-autoconfigure</artifactId><version>3.5.16</version></dependency>
    $1
  </dependencies>
</project>
XML
}
classpath() { # classpath FILE
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile="$1" >/dev/null
}
pom ''
classpath without
pom '<dependency><groupId>dnsjava</groupId><artifactId>dnsjava</artifactId><version>3.7.1</version></dependency>'
classpath with
cat > App.java <<'JAVA'
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

@EnableAutoConfiguration
public class App {
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(App.class);
        application.setLogStartupInfo(false);
        System.out.println("RESULT " + application.run("--spring.main.banner-mode=off").getBean("messageSource").getClass().getSimpleName());
    }
}
JAVA
javac -cp "$(cat without)" -d classes App.java
seen() { java -cp "classes:$(cat "$1")" App 2>/dev/null | sed -n 's/^RESULT //p'; }
without=$(seen without)
with=$(seen with)
echo "without dnsjava: $without"
echo "with dnsjava: $with"
[ "$without" = DelegatingMessageSource ] && [ "$with" = ResourceBundleMessageSource ] \
  && echo "As stated." || { echo "The behaviour has changed."; exit 1; }
