#!/usr/bin/env bash
# A JCache cache of cache2k silently keeps about 2,000 entries; the same code keeps all elsewhere
#
# Versions: cache2k-jcache 2.6.1.Final, com.github.ben-manes.caffeine:jcache 3.2.4, cache-ri-impl 1.1.1, Java 17
# Behaviour: `new MutableConfiguration<>()` names no bound, and JCache has no way to name one. cache2k then takes its own
#   default of 2,000 entries and evicts; Caffeine's adapter and the reference implementation keep everything.
# Output seen:
#   cache2k: kept 1802 of 50000
#   Caffeine: kept 50000 of 50000
#   reference implementation: kept 50000 of 50000
# Why it surprises: a standard API, one configuration, and a provider that is put on the class path decides whether entries
#   without an expiry are still there. What is kept for being true (a ban, a counter), not for being quick, is lost.
# Who meets it: libraries that keep state in the application's JCache, when the application's provider is cache2k.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir cache2k
cat > cache2k/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>cache2k</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.cache2k</groupId><artifactId>cache2k-jcache</artifactId><version>2.6.1.Final</version></dependency>
  </dependencies>
</project>
XML
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
  <modules><module>cache2k</module><module>caffeine</module><module>reference</module></modules>
</project>
XML
mvn -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;

public class Check {
    public static void main(String[] args) {
        Cache<String, String> cache = Caching.getCachingProvider()
                .getCacheManager()
                .createCache("bans", new MutableConfiguration<String, String>().setTypes(String.class, String.class));
        IntStream.range(0, 50_000).forEach(i -> cache.put("client " + i, "banned"));
        System.out.println(IntStream.range(0, 50_000).filter(i -> cache.containsKey("client " + i)).count());
        System.exit(0);
    }
}
JAVA
cache2k=$(java -cp 'cache2k/jars/*' Check.java 2>/dev/null)
caffeine=$(java -cp 'caffeine/jars/*' Check.java 2>/dev/null)
reference=$(java -cp 'reference/jars/*' Check.java 2>/dev/null)
echo "cache2k: kept $cache2k of 50000"
echo "Caffeine: kept $caffeine of 50000"
echo "reference implementation: kept $reference of 50000"
[ "$cache2k" -le 2000 ] && [ "$caffeine" = 50000 ] && [ "$reference" = 50000 ] || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
