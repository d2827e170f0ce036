#!/usr/bin/env bash
# Hibernate Validator's annotation processor stops the build for a constraint that Hibernate Validator itself enforces
#
# Versions: hibernate-validator and hibernate-validator-annotation-processor 9.1.5.Final, Java 17
# Behaviour: a constraint may leave `validatedBy` empty and name its validator in a service file, which keeps the annotation
#   free of the implementation. At run time the validator is found and called. The processor of the same release does
#   not see it: it reports each use as "disallowed for this data type", an error.
# Output seen:
#   run: refused
#   compiled with the processor: error: The annotation @NoRobots is disallowed for this data type.
# Why it surprises: two jars of one release disagree on what is valid, and the processor even names the service file in a
#   warning beside its error.
# Who meets it: users of a library whose annotations and validators are in two jars, once they add the processor.
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
    <dependency><groupId>org.hibernate.validator</groupId><artifactId>hibernate-validator</artifactId><version>9.1.5.Final</version></dependency>
    <dependency><groupId>org.glassfish.expressly</groupId><artifactId>expressly</artifactId><version>6.0.0</version></dependency>
  </dependencies>
</project>
XML
mkdir processor
cat > processor/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>processor</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.hibernate.validator</groupId><artifactId>hibernate-validator-annotation-processor</artifactId><version>9.1.5.Final</version></dependency>
  </dependencies>
</project>
XML
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>all</artifactId><version>1</version><packaging>pom</packaging>
  <modules><module>hibernate</module><module>processor</module></modules>
</project>
XML
mvn -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Validation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

public class Check {
    @Constraint(validatedBy = {})
    @Retention(RetentionPolicy.RUNTIME)
    public @interface NoRobots {
        String message() default "no robots";
        Class<?>[] groups() default {};
        Class<? extends Payload>[] payload() default {};
    }

    public static class NoRobotsValidator implements ConstraintValidator<NoRobots, String> {
        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            return false;
        }
    }

    @NoRobots
    String name = "R2";

    public static void main(String[] args) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            System.out.println(factory.getValidator().validate(new Check()).isEmpty() ? "accepted" : "refused");
        }
    }
}
JAVA
mkdir -p classes/META-INF/services processed
echo 'Check$NoRobotsValidator' > classes/META-INF/services/jakarta.validation.ConstraintValidator
javac -proc:none -d classes -cp 'hibernate/jars/*' Check.java
ran=$(java -cp 'classes:hibernate/jars/*' Check 2>/dev/null)
errors=$(javac -d processed -cp 'hibernate/jars/*:processor/jars/*' Check.java 2>&1 | grep -o 'error: .*' || true)
echo "run: $ran"
echo "compiled with the processor: $errors"
[ "$ran" = refused ] && [ "$errors" = 'error: The annotation @NoRobots is disallowed for this data type.' ] \
  || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
