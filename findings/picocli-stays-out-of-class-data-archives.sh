#!/usr/bin/env bash
# No class of picocli gets into a class-data archive, so that most of a small program's start stays as it was
#
# Versions: picocli 4.7.7, Java 17
# Behaviour: with -XX:ArchiveClassesAtExit the JVM archives the classes of the program, but none of picocli: its classes have the
#   file format of Java 5 (version 49), and those before version 50 are left out, as the old verifier checks them.
# Output seen:
#   class file version of picocli.CommandLine: 49
#   from the archive: 0 classes of picocli; from the jar: 164
#   from the archive: the program's own class
# Why it surprises: the archive is made and used without a word, and helps less than it should.
# Who meets it: command lines on picocli that start from a class-data archive.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>info.picocli</groupId>
      <artifactId>picocli</artifactId>
      <version>4.7.7</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=lib
jar=$(echo lib/picocli-*.jar)
cat > Hello.java <<'JAVA'
@picocli.CommandLine.Command(name = "hello")
public class Hello implements Runnable {
    @picocli.CommandLine.Option(names = "--name")
    String name = "you";

    public void run() {
        System.out.println("Hello, " + name);
    }

    public static void main(String[] args) {
        System.exit(new picocli.CommandLine(new Hello()).execute(args));
    }
}
JAVA
javac -proc:none -cp "$jar" -d classes Hello.java
(cd classes && jar --create --file ../hello.jar Hello.class)
path=hello.jar:$jar
java -Xlog:disable -XX:ArchiveClassesAtExit=hello.jsa -cp "$path" Hello >/dev/null
java -Xlog:class+load -XX:SharedArchiveFile=hello.jsa -cp "$path" Hello > loaded
version=$(javap -v -cp "$jar" picocli.CommandLine | sed -n 's/^ *major version: //p')
archived=$(grep -c ' picocli\..*source: shared objects file' loaded || true)
parsed=$(grep -c ' picocli\..*source: file:' loaded || true)
own=$(grep -c ' Hello source: shared objects file' loaded || true)
java -version 2>&1 | head -n 1
echo "class file version of picocli.CommandLine: $version"
echo "from the archive: $archived classes of picocli; from the jar: $parsed"
echo "from the archive: $([ "$own" = 1 ] && echo "the program's own class" || echo nothing)"
[ "$version" = 49 ] && [ "$archived" = 0 ] && [ "$parsed" -gt 50 ] && [ "$own" = 1 ] \
  && echo "As stated." || { echo "The behaviour has changed."; exit 1; }
