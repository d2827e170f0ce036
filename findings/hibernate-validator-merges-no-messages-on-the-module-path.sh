#!/usr/bin/env bash
# On the module path Hibernate Validator takes the contributed messages of one library and drops those of the others
#
# Versions: hibernate-validator 9.1.6.Final, Java 17
# Behaviour: on the class path it merges every `ContributorValidationMessages` it finds. The same jars on the module path:
#   one of the bundles is used, and the messages of the other library are shown as bare keys. Which one is used follows
#   from the names of the modules, not from their order in the path. There is no log line.
# Output seen:
#   class path: a = text of one, b = text of two
#   module path: a = {one.One.message}, b = text of two
# Why it surprises: a library's messages depend on whether another library with constraints stands beside it, and the
#   loss shows only in the application that has both and runs as modules. (The merging uses ResourceBundle.Control, which
#   named modules may not.)
# Who meets it: modular applications with two libraries of constraints; their authors' own tests see nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir hibernate
cat > hibernate/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>hibernate</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.hibernate.validator</groupId><artifactId>hibernate-validator</artifactId><version>9.1.6.Final</version></dependency>
    <dependency><groupId>org.glassfish.expressly</groupId><artifactId>expressly</artifactId><version>6.0.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -f hibernate/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
for name in One Two; do
  module=${name,,}
  mkdir -p "source/$module/$module"
  cat > "source/$module/module-info.java" <<JAVA
module $module {
    requires jakarta.validation;
    exports $module;
    opens $module;
}
JAVA
  cat > "source/$module/$module/$name.java" <<JAVA
package $module;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

@Constraint(validatedBy = $name.Never.class)
@Retention(RetentionPolicy.RUNTIME)
public @interface $name {
    String message() default "{$module.$name.message}";
    Class<?>[] groups() default {};
    Class<? extends Payload>[] payload() default {};

    class Never implements ConstraintValidator<$name, String> {
        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            return false;
        }
    }
}
JAVA
  javac -d "modules/$module" -p hibernate/jars $(find "source/$module" -name '*.java')
  echo "$module.$name.message=text of $module" > "modules/$module/ContributorValidationMessages.properties"
done
mkdir -p source/app/app
cat > source/app/module-info.java <<'JAVA'
module app {
    requires jakarta.validation;
    requires one;
    requires two;
    opens app;
}
JAVA
cat > source/app/app/Main.java <<'JAVA'
package app;

import jakarta.validation.Validation;
import java.util.stream.Collectors;

public class Main {
    @one.One
    String a = "x";

    @two.Two
    String b = "x";

    public static void main(String[] args) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            System.out.println(factory.getValidator().validate(new Main()).stream()
                    .map(violation -> violation.getPropertyPath() + " = " + violation.getMessage())
                    .sorted()
                    .collect(Collectors.joining(", ")));
        }
    }
}
JAVA
javac -d modules/app -p hibernate/jars:modules $(find source/app -name '*.java')
classes=$(java -cp 'modules/app:modules/one:modules/two:hibernate/jars/*' app.Main 2>/dev/null)
modules=$(java -p hibernate/jars:modules --add-modules ALL-MODULE-PATH -m app/app.Main 2>/dev/null)
echo "class path: $classes"
echo "module path: $modules"
bare=$(grep -o '{[a-zA-Z.]*}' <<<"$modules" | wc -l)
[ "$classes" = 'a = text of one, b = text of two' ] && [ "$bare" = 1 ] || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
