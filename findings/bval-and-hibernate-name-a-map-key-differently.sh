#!/usr/bin/env bash
# The path of a refused map key reads otherwise in Hibernate Validator and in Apache BVal
#
# Versions: hibernate-validator 9.1.6.Final, bval-jsr 3.1.0, jakarta.validation-api 3.1.1, Java 17
# Behaviour: for a constraint on the key of a `Map`, `getPropertyPath().toString()` has `<K>` behind the property's name in
#   Hibernate Validator, and not in BVal. For values, lists and plain properties they agree.
# Output seen:
#   Hibernate Validator: list[0].<list element>, map<K>[R2].<map key>, map[R2].<map value>, name
#   BVal: list[0].<list element>, map[R2].<map key>, map[R2].<map value>, name
# Why it surprises: the text of the path is what applications show, send as JSON and compare in tests; the names of the
#   nodes come from the specification, so the whole seems to. BVal's form does not even tell key and value apart at the
#   place where forms bind, `map[R2]`.
# Who meets it: tests and front ends that move between WildFly or Spring and TomEE.
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
import jakarta.validation.Validation;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

public class Check {
    @Pattern(regexp = "[a-z]+")
    String name = "R2";

    List<@Pattern(regexp = "[a-z]+") String> list = List.of("R2");
    Map<@Pattern(regexp = "[a-z]+") String, @Pattern(regexp = "[a-z]+") String> map = Map.of("R2", "D2");

    public static void main(String[] args) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            System.out.println(factory.getValidator().validate(new Check()).stream()
                    .map(violation -> violation.getPropertyPath().toString())
                    .sorted()
                    .collect(Collectors.joining(", ")));
        }
    }
}
JAVA
javac -d classes -cp 'hibernate/jars/*' Check.java
hibernate=$(java -cp 'classes:hibernate/jars/*' Check 2>/dev/null)
bval=$(java -cp 'classes:bval/jars/*' Check 2>/dev/null)
echo "Hibernate Validator: $hibernate"
echo "BVal: $bval"
[ "$hibernate" = 'list[0].<list element>, map<K>[R2].<map key>, map[R2].<map value>, name' ] \
  && [ "$bval" = 'list[0].<list element>, map[R2].<map key>, map[R2].<map value>, name' ] || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
