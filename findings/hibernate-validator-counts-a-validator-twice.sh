#!/usr/bin/env bash
# Hibernate Validator takes a validator that is named in two places for two validators, and validates nothing
#
# Versions: hibernate-validator 9.1.6.Final, bval-jsr 3.1.0, jakarta.validation-api 3.1.1, Java 17
# Behaviour: a constraint names its validator in `validatedBy`. The same class also stands in
#   `META-INF/services/jakarta.validation.ConstraintValidator`. The first validation ends with HV000150, whose list holds
#   one class twice. BVal does not read the file and validates.
# Output seen:
#   Hibernate Validator, validatedBy alone: refused
#   Hibernate Validator, validatedBy and the service file: HV000150: The constraint Check$NoRobots defines multiple
#     validators for the type java.lang.String: Check$NoRobotsValidator, Check$NoRobotsValidator. Only one is allowed.
#   BVal, validatedBy and the service file: refused
# Why it surprises: naming a thing twice is harmless elsewhere, and the file looks like a help for those who do not read
#   the annotation. The message lists the same class as a rival of itself.
# Who meets it: authors of constraint libraries who want to serve both ways of finding a validator.
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
mkdir bval
cat > bval/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>bval</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.bval</groupId><artifactId>bval-jsr</artifactId><version>3.1.0</version></dependency>
    <dependency><groupId>jakarta.validation</groupId><artifactId>jakarta.validation-api</artifactId><version>3.1.1</version></dependency>
  </dependencies>
</project>
XML
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>all</artifactId><version>1</version><packaging>pom</packaging>
  <modules><module>hibernate</module><module>bval</module></modules>
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
import jakarta.validation.ValidationException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

public class Check {
    @Constraint(validatedBy = NoRobotsValidator.class)
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
        } catch (ValidationException e) {
            System.out.println(e.getMessage());
        }
    }
}
JAVA
javac -d classes -cp 'hibernate/jars/*' Check.java
mkdir -p service/META-INF/services
echo 'Check$NoRobotsValidator' > service/META-INF/services/jakarta.validation.ConstraintValidator
alone=$(java -cp 'classes:hibernate/jars/*' Check 2>/dev/null)
both=$(java -cp 'classes:service:hibernate/jars/*' Check 2>/dev/null)
bval=$(java -cp 'classes:service:bval/jars/*' Check 2>/dev/null)
echo "Hibernate Validator, validatedBy alone: $alone"
echo "Hibernate Validator, validatedBy and the service file: $both"
echo "BVal, validatedBy and the service file: $bval"
[ "$alone" = refused ] && [[ "$both" = HV000150:*'Check$NoRobotsValidator, Check$NoRobotsValidator'* ]] && [ "$bval" = refused ] \
  || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
