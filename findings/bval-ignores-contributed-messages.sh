#!/usr/bin/env bash
# Apache BVal shows the bare key of a constraint library's message: it reads no ContributorValidationMessages
#
# Versions: bval-jsr 3.1.0, hibernate-validator 9.1.6.Final, jakarta.validation-api 3.1.1, Java 17
# Behaviour: a library of constraints puts its texts into `ContributorValidationMessages`, as Hibernate Validator asks, so
#   that `ValidationMessages` stays the application's. BVal looks into the latter alone and shows the key in braces.
# Output seen:
#   HibernateValidator: no robots
#   ApacheValidationProvider: {demo.NoRobots.message}
# Why it surprises: both implement the same specification, the constraint works on both, and nothing is logged: the key
#   reaches the person at the form. The name of the bundle looks like a part of the specification, and is not.
# Who meets it: authors of constraint libraries; users of TomEE and of Tomcat with BVal.
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
mkdir classes
echo 'demo.NoRobots.message=no robots' > classes/ContributorValidationMessages.properties
cat > Check.java <<'JAVA'
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Validation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

public class Check {
    @Constraint(validatedBy = NoRobotsValidator.class)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface NoRobots {
        String message() default "{demo.NoRobots.message}";
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
            System.out.println(factory.getValidator().validate(new Check()).iterator().next().getMessage());
        }
    }
}
JAVA
javac -d classes -cp 'hibernate/jars/*' Check.java
hibernate=$(java -cp 'classes:hibernate/jars/*' Check 2>/dev/null)
bval=$(java -cp 'classes:bval/jars/*' Check 2>/dev/null)
echo "HibernateValidator: $hibernate"
echo "ApacheValidationProvider: $bval"
[ "$hibernate" = 'no robots' ] && [ "$bval" = '{demo.NoRobots.message}' ] || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
