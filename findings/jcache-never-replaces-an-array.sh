#!/usr/bin/env bash
# JCache's compare-and-replace never succeeds for a byte array, not even for the value the cache has just returned
#
# Versions: com.github.ben-manes.caffeine:jcache 3.2.4, cache-ri-impl 1.1.1, Java 17
# Behaviour: `replace(key, old, new)` and `remove(key, old)` compare with `equals`, which for arrays asks for identity. With
#   store by value, the default, each read is a copy, so no array ever matches. Both providers do the same.
# Output seen:
#   Caffeine: replace with the value just read: false, of an equal array: false, of an equal text: true
#   reference implementation: replace with the value just read: false, of an equal array: false, of an equal text: true
# Why it surprises: these methods exist for optimistic updates, and `false` means that somebody else was quicker: the usual
#   loop reads again and tries for ever. Sealed or compressed values are byte arrays by nature.
# Who meets it: who keeps encrypted or serialized state in a JCache and updates it without an entry processor.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir caffeine
cat > caffeine/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>caffeine</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.github.ben-manes.caffeine</groupId><artifactId>jcache</artifactId><version>3.2.4</version></dependency>
  </dependencies>
</project>
XML
mkdir reference
cat > reference/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>reference</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.jsr107.ri</groupId><artifactId>cache-ri-impl</artifactId><version>1.1.1</version></dependency>
  </dependencies>
</project>
XML
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>all</artifactId><version>1</version><packaging>pom</packaging>
  <modules><module>caffeine</module><module>reference</module></modules>
</project>
XML
mvn -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import javax.cache.Cache;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;

public class Check {
    public static void main(String[] args) {
        var manager = Caching.getCachingProvider().getCacheManager();
        Cache<String, byte[]> arrays = manager.createCache(
                "arrays", new MutableConfiguration<String, byte[]>().setTypes(String.class, byte[].class));
        Cache<String, String> texts = manager.createCache(
                "texts", new MutableConfiguration<String, String>().setTypes(String.class, String.class));
        arrays.put("key", new byte[] {1});
        texts.put("key", "1");
        System.out.println("replace with the value just read: " + arrays.replace("key", arrays.get("key"), new byte[] {2})
                + ", of an equal array: " + arrays.replace("key", new byte[] {1}, new byte[] {2})
                + ", of an equal text: " + texts.replace("key", new String("1"), "2"));
        System.exit(0);
    }
}
JAVA
caffeine=$(java -cp 'caffeine/jars/*' Check.java 2>/dev/null)
reference=$(java -cp 'reference/jars/*' Check.java 2>/dev/null)
echo "Caffeine: $caffeine"
echo "reference implementation: $reference"
stated='replace with the value just read: false, of an equal array: false, of an equal text: true'
[ "$caffeine" = "$stated" ] && [ "$reference" = "$stated" ] || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
