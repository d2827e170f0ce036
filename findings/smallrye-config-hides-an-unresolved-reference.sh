#!/usr/bin/env bash
# SmallRye Config says that a setting is absent when it refers to a variable that is not set
#
# Versions: smallrye-config 3.17.2, Java 17
# Behaviour: with `shop.token=${SHOP_TOKEN}` and no such variable, `getOptionalValue` is Optional.empty, the same as for a key
#   that nobody wrote. `getValue` throws SRCFG00011 for the one and SRCFG00014 for the other.
# Output seen:
#   getOptionalValue, reference to nothing: Optional.empty
#   getOptionalValue, no such key: Optional.empty
#   getValue, reference to nothing: SRCFG00011
#   getValue, no such key: SRCFG00014
#   raw value, reference to nothing: ${SHOP_TOKEN}
# Why it surprises: the setting is there, and wrong. "Optional" asks whether it was written; a typing error in the
#   reference, or a secret that was not mounted, silently gives the default.
# Who meets it: everybody who reads optional settings on Quarkus, WildFly or Open Liberty. `getConfigValue` shows the
#   difference: its value is null and its raw value is not.
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
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

public class Check {
    public static void main(String[] args) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(Map.of("shop.token", "${SHOP_TOKEN}"), "file", 100))
                .build();
        var seen = List.of(
                config.getOptionalValue("shop.token", String.class).toString(),
                config.getOptionalValue("shop.other", String.class).toString(),
                error(config, "shop.token"),
                error(config, "shop.other"),
                config.getConfigValue("shop.token").getRawValue());
        var titles = List.of(
                "getOptionalValue, reference to nothing",
                "getOptionalValue, no such key",
                "getValue, reference to nothing",
                "getValue, no such key",
                "raw value, reference to nothing");
        for (int i = 0; i < seen.size(); i++) {
            System.out.println(titles.get(i) + ": " + seen.get(i));
        }
        var stated = List.of("Optional.empty", "Optional.empty", "SRCFG00011", "SRCFG00014", "${SHOP_TOKEN}");
        System.exit(seen.equals(stated) ? 0 : 1);
    }

    private static String error(SmallRyeConfig config, String key) {
        try {
            return config.getValue(key, String.class);
        } catch (NoSuchElementException e) {
            return e.getMessage().substring(0, "SRCFG00000".length());
        }
    }
}
JAVA
java -cp 'smallrye/jars/*' Check.java || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
