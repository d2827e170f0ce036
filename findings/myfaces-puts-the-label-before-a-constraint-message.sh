#!/usr/bin/env bash
# MyFaces shows a constraint's message behind the field's label or id, Mojarra shows the message alone
#
# Versions: org.apache.myfaces.core:myfaces-impl 4.0.3, org.glassfish:jakarta.faces (Mojarra) 4.1.6, Java 17
# Behaviour: Faces puts the message of a broken constraint through the pattern of the key
#   `jakarta.faces.validator.BeanValidator.MESSAGE`. Mojarra's pattern is the message; MyFaces' has the label in front, which is
#   the client id where the input has no label. Formatted here with both implementations' own patterns.
# Output seen:
#   Mojarra: {0} -> Please use another address.
#   MyFaces: {1}: {0} -> f:email: Please use another address.
# Why it surprises: the key is the specification's, and both ship a default for it. The same page shows `f:email:` to people
#   on Open Liberty and TomEE, and not on WildFly, GlassFish and Payara. A bundle of the application's with the key mends it.
# Who meets it: Faces applications that change servers; tests that compare the text of messages; libraries of constraints
#   whose messages are whole sentences.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir mojarra
cat > mojarra/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>mojarra</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.glassfish</groupId><artifactId>jakarta.faces</artifactId><version>4.1.6</version></dependency>
  </dependencies>
</project>
XML
mkdir myfaces
cat > myfaces/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>myfaces</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.myfaces.core</groupId><artifactId>myfaces-impl</artifactId><version>4.0.3</version></dependency>
  </dependencies>
</project>
XML
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>all</artifactId><version>1</version><packaging>pom</packaging>
  <modules><module>mojarra</module><module>myfaces</module></modules>
</project>
XML
mvn -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

public class Check {
    public static void main(String[] args) {
        String pattern = ResourceBundle.getBundle("jakarta.faces.Messages", Locale.ROOT)
                .getString("jakarta.faces.validator.BeanValidator.MESSAGE");
        System.out.println(pattern + " -> " + MessageFormat.format(pattern, "Please use another address.", "f:email"));
    }
}
JAVA
mojarra=$(java -Duser.language=en -cp 'mojarra/jars/*' Check.java)
myfaces=$(java -Duser.language=en -cp 'myfaces/jars/*' Check.java)
echo "Mojarra: $mojarra"
echo "MyFaces: $myfaces"
[ "$mojarra" = '{0} -> Please use another address.' ] && [ "$myfaces" = '{1}: {0} -> f:email: Please use another address.' ] \
  || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
