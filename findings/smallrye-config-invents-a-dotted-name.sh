#!/usr/bin/env bash
# SmallRye Config lists a key that nobody wrote for an environment variable whose key has a dash
#
# Versions: smallrye-config 3.17.2, Java 17
# Behaviour: the variable SHOP_USER_CLEANING_API_KEY stands for the key `shop.user-cleaning.api-key`, and is found by it.
#   `getPropertyNames()` does not have that key: it has the variable and `shop.user.cleaning.api.key`.
# Output seen:
#   looked up as shop.user-cleaning.api-key: Optional[value]
#   listed: SHOP_USER_CLEANING_API_KEY
#   listed: shop.user.cleaning.api.key
# Why it surprises: the list of names is where a program looks for keys that it does not know, to report typing errors. It
#   finds one here, with the value of a right setting, and not the right key.
# Who meets it: libraries on MicroProfile Config (Quarkus, WildFly, Open Liberty) that check their keys, or that read
#   maps by prefix from the list of names.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir smallrye
cat > smallrye/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>smallrye</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.smallrye.config</groupId><artifactId>smallrye-config</artifactId><version>3.17.2</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -f smallrye/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.TreeSet;

public class Check {
    public static void main(String[] args) {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(Map.of("SHOP_USER_CLEANING_API_KEY", "value"), 300))
                .build();
        var found = config.getOptionalValue("shop.user-cleaning.api-key", String.class);
        var listed = new TreeSet<String>();
        config.getPropertyNames().forEach(listed::add);
        System.out.println("looked up as shop.user-cleaning.api-key: " + found);
        listed.forEach(name -> System.out.println("listed: " + name));
        boolean asStated = found.isPresent()
                && listed.contains("shop.user.cleaning.api.key")
                && !listed.contains("shop.user-cleaning.api-key");
        System.exit(asStated ? 0 : 1);
    }
}
JAVA
java -cp 'smallrye/jars/*' Check.java || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
