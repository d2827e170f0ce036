#!/usr/bin/env bash
# micronaut-validation accepts every value for a constraint that comes from a plain library
#
# Versions: micronaut-platform 4.10.8 (micronaut-validation 4.12.0, micronaut-core 4.10.15), Java 17
# Behaviour: the validator that a constraint names in `validatedBy` is made by Micronaut only if it was compiled with its
#   processor, or is a bean. That of a library is neither, so the constraint is passed over; the built-in @Size beside it is
#   enforced. A @Factory with a bean of the validator's class mends it.
# Output seen:
#   R2: accepted
#   a very long name: size must be between 0 and 10
#   R2, with a bean of the validator: no robots
# Why it surprises: the specification says that a constraint without a usable validator is an error. Here a form that is
#   annotated, compiles and starts lets everything in, and the log says so at DEBUG alone.
# Who meets it: users of any library of constraints on Micronaut, unless they take micronaut-hibernate-validator.
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
cat > library/NoRobots.java <<'JAVA'
package library;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

@Constraint(validatedBy = NoRobots.Check.class)
@Retention(RetentionPolicy.RUNTIME)
public @interface NoRobots {
    String message() default "no robots";
    Class<?>[] groups() default {};
    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<NoRobots, CharSequence> {
        @Override
        public boolean isValid(CharSequence value, ConstraintValidatorContext context) {
            return !value.toString().equals("R2");
        }
    }
}
JAVA
cat > application/Main.java <<'JAVA'
package application;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import library.NoRobots;

@Introspected
public record Main(@NoRobots @Size(max = 10) String name) {
    public static void main(String[] args) {
        try (var context = ApplicationContext.run()) {
            var violations = context.getBean(Validator.class).validate(new Main(args[0]));
            System.out.println(violations.isEmpty() ? "accepted" : violations.iterator().next().getMessage());
        }
    }
}
JAVA
cat > application/Beans.java <<'JAVA'
package application;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import library.NoRobots;

@Factory
class Beans {
    @Singleton
    NoRobots.Check check() {
        return new NoRobots.Check();
    }
}
JAVA
javac -proc:none -d built/library -cp 'micronaut/jars/*' library/*.java
javac -d built/plain -cp 'micronaut/jars/*:built/library' application/Main.java
javac -d built/bean -cp 'micronaut/jars/*:built/library' application/Main.java application/Beans.java
ask() { java -cp "built/$1:built/library:micronaut/jars/*" application.Main "$2" 2>/dev/null; }
robot=$(ask plain R2)
long=$(ask plain 'a very long name')
bean=$(ask bean R2)
echo "R2: $robot"
echo "a very long name: $long"
echo "R2, with a bean of the validator: $bean"
[ "$robot" = accepted ] && [ "$long" = 'size must be between 0 and 10' ] && [ "$bean" = 'no robots' ] \
  || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
