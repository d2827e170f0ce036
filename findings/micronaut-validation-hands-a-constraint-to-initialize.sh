#!/usr/bin/env bash
# micronaut-validation gives a validator something else than its annotation to initialize from
#
# Versions: micronaut-platform 4.10.8 (micronaut-validation 4.12.0, micronaut-core 4.10.15), Java 17
# Behaviour: `ConstraintValidator.initialize(A)` gets the annotation of the constraint, by the specification. Micronaut hands
#   over a made-up `jakarta.validation.Constraint`. A validator that reads an attribute in `initialize`, as most
#   with a setting do, ends with a ValidationException for every value, good ones too. Without `initialize` it works.
# Output seen:
#   Ann, validator without initialize: accepted
#   Ann, validator that reads max(): ValidationException: Cannot call 'initialize' on: class library.ShortWithLimit$Check
# Why it surprises: the type parameter of the interface says what arrives, the code compiles, and a bean of the
#   validator (the way to make Micronaut use a library's constraint at all) turns "nothing is checked" into "nothing passes".
# Who meets it: users of libraries of constraints with attributes, on Micronaut's own validator.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir micronaut
cat > micronaut/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>micronaut</artifactId><version>1</version>
  <dependencyManagement><dependencies>
    <dependency><groupId>io.micronaut.platform</groupId><artifactId>micronaut-platform</artifactId><version>4.10.8</version><type>pom</type><scope>import</scope></dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <dependency><groupId>io.micronaut.validation</groupId><artifactId>micronaut-validation</artifactId></dependency>
    <dependency><groupId>io.micronaut.validation</groupId><artifactId>micronaut-validation-processor</artifactId></dependency>
    <dependency><groupId>io.micronaut</groupId><artifactId>micronaut-inject-java</artifactId></dependency>
    <dependency><groupId>io.micronaut</groupId><artifactId>micronaut-context</artifactId></dependency>
  </dependencies>
</project>
XML
mvn -q -B -f micronaut/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
mkdir library application
for name in Short ShortWithLimit; do
  initialize=''
  if [ "$name" = ShortWithLimit ]; then
    initialize='@Override public void initialize(ShortWithLimit annotation) { max = annotation.max(); }'
  fi
  cat > "library/$name.java" <<JAVA
package library;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

@Constraint(validatedBy = $name.Check.class)
@Retention(RetentionPolicy.RUNTIME)
public @interface $name {
    String message() default "too long";
    Class<?>[] groups() default {};
    Class<? extends Payload>[] payload() default {};
    int max() default 10;

    class Check implements ConstraintValidator<$name, CharSequence> {
        private int max = 10;

        $initialize

        @Override
        public boolean isValid(CharSequence value, ConstraintValidatorContext context) {
            return value.length() <= max;
        }
    }
}
JAVA
  cat > "application/With$name.java" <<JAVA
package application;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import library.$name;

@Introspected
public record With$name(@$name String name) {
    @Factory
    static class Beans {
        @Singleton
        $name.Check check() {
            return new $name.Check();
        }
    }

    public static void main(String[] args) {
        try (var context = ApplicationContext.run()) {
            var violations = context.getBean(Validator.class).validate(new With$name("Ann"));
            System.out.println(violations.isEmpty() ? "accepted" : "refused");
        } catch (ValidationException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
JAVA
done
javac -proc:none -d built/library -cp 'micronaut/jars/*' library/*.java
javac -d built/application -cp 'micronaut/jars/*:built/library' application/*.java
ask() { java -cp 'built/application:built/library:micronaut/jars/*' "application.$1" 2>/dev/null; }
without=$(ask WithShort)
with=$(ask WithShortWithLimit)
echo "Ann, validator without initialize: $without"
echo "Ann, validator that reads max(): $with"
[ "$without" = accepted ] && [[ "$with" = "ValidationException: Cannot call 'initialize' on: "* ]] \
  || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
