#!/usr/bin/env bash
# Micronaut's environment never says that a list has no entry of an index
#
# Versions: micronaut-inject 4.10.15, Java 17
# Behaviour: with `shop.countries=de,fr`, `getProperty("shop.countries[7]", String.class)` is the whole text, for each index.
#   With entries of their own, `shop.colours[0]` and `[1]`, index 7 throws an IndexOutOfBoundsException.
# Output seen:
#   shop.countries[0]: Optional[de,fr]
#   shop.countries[7]: Optional[de,fr]
#   shop.colours[1]: Optional[blue]
#   shop.colours[7]: IndexOutOfBoundsException
# Why it surprises: the answer is an Optional, and a key that nobody wrote is empty elsewhere. Who reads a list by counting the
#   index up until nothing is there never comes to an end, or falls over.
# Who meets it: libraries that read indexed keys of several configuration systems through one lookup. Ask only for keys that
#   one of the environment's property sources lists.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir micronaut
cat > micronaut/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>micronaut</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.micronaut</groupId><artifactId>micronaut-inject</artifactId><version>4.10.15</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -f micronaut/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;

public class Check {
    public static void main(String[] args) {
        try (ApplicationContext context = ApplicationContext.run(Map.of(
                "shop.countries", "de,fr", "shop.colours[0]", "red", "shop.colours[1]", "blue"))) {
            for (String key : List.of("shop.countries[0]", "shop.countries[7]", "shop.colours[1]", "shop.colours[7]")) {
                System.out.println(key + ": " + answer(context, key));
            }
        }
    }

    private static String answer(ApplicationContext context, String key) {
        try {
            return context.getEnvironment().getProperty(key, String.class).toString();
        } catch (RuntimeException thrown) {
            return thrown.getClass().getSimpleName();
        }
    }
}
JAVA
java -cp 'micronaut/jars/*' Check.java 2> errors.log | tee output || { cat errors.log; exit 1; }
diff - output <<'TXT' || { echo "The behaviour has changed." >&2; exit 1; }
shop.countries[0]: Optional[de,fr]
shop.countries[7]: Optional[de,fr]
shop.colours[1]: Optional[blue]
shop.colours[7]: IndexOutOfBoundsException
TXT
echo "As stated."
