#!/usr/bin/env bash
# An uber-jar with a relocated dnsjava cannot resolve any name on Java 18 and later
#
# Versions: dnsjava 3.7.1, maven-shade-plugin 3.6.1, Java 17 to build, Java 18 or later to see the error
# Behaviour: dnsjava names a provider of the JVM's resolver in META-INF/services, and has its class only under
#   META-INF/versions/18. maven-shade relocates the name in the file, moves the class, and writes a manifest without
#   `Multi-Release: true`. The JVM finds the file and not the class, at the first name that anybody looks up.
# Output seen:
#   service file of the jar: shaded.dnsjava.spi.DnsjavaInetAddressResolverProvider
#   Multi-Release in the manifest: no
#   class that every version of Java sees: none
#   InetAddress.getByName on Java 25: java.util.ServiceConfigurationError: java.net.spi.InetAddressResolverProvider: Provider
#     shaded.dnsjava.spi.DnsjavaInetAddressResolverProvider not found
# Why it surprises: the jar works on Java 17, dnsjava's resolver is off by default, and the error comes out of the JDK in code
#   that has nothing to do with either. Even `localhost` cannot be resolved.
# Who meets it: who ships one jar with dnsjava inside, as plugins and providers of Keycloak are. Leaving both service files out
#   of the jar mends it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir source
cat > Check.java <<'JAVA'
public class Check {
    public static void main(String[] args) throws Exception {
        try {
            System.out.println(java.net.InetAddress.getByName("localhost").isLoopbackAddress() ? "resolved" : "other");
        } catch (Throwable t) {
            System.out.println(t);
        }
    }
}
JAVA
cat > source/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>uber</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>dnsjava</groupId><artifactId>dnsjava</artifactId><version>3.7.1</version></dependency>
  </dependencies>
  <build><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-shade-plugin</artifactId><version>3.6.1</version>
    <executions><execution><phase>package</phase><goals><goal>shade</goal></goals><configuration>
      <createDependencyReducedPom>false</createDependencyReducedPom>
      <relocations><relocation><pattern>org.xbill.DNS</pattern><shadedPattern>shaded.dnsjava</shadedPattern></relocation></relocations>
      <transformers><transformer implementation="org.apache.maven.plugins.shade.resource.ServicesResourceTransformer"/></transformers>
    </configuration></execution></executions>
  </plugin></plugins></build>
</project>
XML
mvn -q -B -f source/pom.xml package > mvn.log || { cat mvn.log; exit 1; }
javac --release 17 -d classes Check.java
jar=$PWD/source/target/uber-1.jar
mkdir jar
(cd jar && jar xf "$jar")
provider=$(cat jar/META-INF/services/java.net.spi.InetAddressResolverProvider)
multi=$(grep -qi '^Multi-Release: true' jar/META-INF/MANIFEST.MF && echo yes || echo no)
seen=$(test -e "jar/$(tr . / <<<"$provider").class" && echo there || echo none)
echo "service file of the jar: $provider"
echo "Multi-Release in the manifest: $multi"
echo "class that every version of Java sees: $seen"
[ "$provider" = shaded.dnsjava.spi.DnsjavaInetAddressResolverProvider ] && [ "$multi" = no ] && [ "$seen" = none ] \
  || { echo "The behaviour has changed."; exit 1; }
# The error itself needs a newer Java: that of NEWER_JAVA_HOME, or one that stands beside this one.
for home in "${NEWER_JAVA_HOME:-}" /usr/lib/jvm/*; do
  java=$home/bin/java
  [ -x "$java" ] || continue
  version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
  case $version in 1.* | 9 | 1[0-7]) continue ;; esac
  answer=$("$java" -cp "classes:$jar" Check 2>&1)
  echo "InetAddress.getByName on Java $version: $answer"
  [[ "$answer" = *"Provider $provider not found"* ]] || { echo "The behaviour has changed."; exit 1; }
  break
done
echo "As stated."
