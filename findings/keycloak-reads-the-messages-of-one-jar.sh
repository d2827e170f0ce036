#!/usr/bin/env bash
# Of two provider jars with messages for one language Keycloak reads one, and none for a language with a script
#
# Versions: Keycloak 26.7.3 (keycloak-quarkus-dist), Java 17
# Behaviour: two jars that each hold theme-resources/messages/messages_de.properties give the messages of the first on the
#   class path alone. For the locale zh-Hant the file messages_zh_Hant.properties is not read, but messages_zh__#Hant.properties
#   is looked for; Keycloak's own themes name their files by the first form.
# Output seen:
#   de: [first]
#   zh-Hant: []
# Why it surprises: all other parts of a provider jar add up. Which jar wins depends on names of files, and a user sees
#   bare keys in place of messages.
# Who meets it: authors of providers with messages of their own; a ThemeResourceProvider in code is not affected.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy -Dartifact=org.keycloak:keycloak-quarkus-dist:26.7.3:zip \
  -DoutputDirectory=. > mvn.log || { cat mvn.log; exit 1; }
unzip -q ./*.zip 'keycloak-26.7.3/lib/lib/main/*'
for name in first second; do
  mkdir -p $name/theme-resources/messages
  echo "$name=text" | tee $name/theme-resources/messages/messages_de.properties > $name/theme-resources/messages/messages_zh_Hant.properties
  jar --create --file $name.jar -C $name .
done
cat > Check.java <<'JAVA'
import java.util.Locale;
import org.keycloak.theme.ClasspathThemeResourceProviderFactory;

public class Check {
    public static void main(String[] args) throws Exception {
        var messages = new ClasspathThemeResourceProviderFactory("check", Check.class.getClassLoader());
        var german = messages.getMessages("messages", Locale.GERMAN).stringPropertyNames();
        var chinese = messages.getMessages("messages", Locale.forLanguageTag("zh-Hant")).stringPropertyNames();
        System.out.println("de: " + german + "\nzh-Hant: " + chinese);
        System.exit(german.size() == 1 && german.contains("first") && chinese.isEmpty() ? 0 : 1);
    }
}
JAVA
javac -cp 'keycloak-26.7.3/lib/lib/main/*' Check.java
echo "Keycloak 26.7.3 on $(java -version 2>&1 | head -1)"
java -cp ".:first.jar:second.jar:keycloak-26.7.3/lib/lib/main/*" Check
