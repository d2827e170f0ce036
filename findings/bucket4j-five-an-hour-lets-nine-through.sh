#!/usr/bin/env bash
# A Bucket4j bucket of "5 an hour" lets nine attempts through within one hour
#
# Versions: bucket4j_jdk17-core 8.19.0, Java 17
# Behaviour: `capacity(5).refillGreedy(5, 1 hour)` gives one token back every 12 minutes, so five attempts at once and one
#   every 12 minutes all pass: nine within an hour. `refillIntervally` counts by fixed intervals: with attempts at its
#   end and at its beginning ten pass within 15 minutes.
# Output seen:
#   greedy, minutes 0 0 0 0 0 12 24 36 48: passed 9 of 9
#   intervally, minutes 50 51 52 53 54 60 61 62 63 64: passed 10 of 10
#   greedy, minutes 0 0 0 0 0 1: passed 5 of 6
# Why it surprises: the two numbers read as "no more than 5 in any hour", which a ban or a budget is about. No setting of
#   a single bandwidth means that; the bound is nearly twice the number.
# Who meets it: who counts failed sign-ups, refused addresses or paid look-ups of a client with a plain bucket.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir bucket4j
cat > bucket4j/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>bucket4j</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.bucket4j</groupId><artifactId>bucket4j_jdk17-core</artifactId><version>8.19.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -f bucket4j/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

public class Check {
    private static final class Clock implements TimeMeter {
        long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private static int passed(String title, Bandwidth limit, int... minutes) {
        var clock = new Clock();
        var bucket = Bucket.builder().addLimit(limit).withCustomTimePrecision(clock).build();
        int passed = 0;
        for (int minute : minutes) {
            clock.nanos = Duration.ofMinutes(minute).toNanos();
            passed += bucket.tryConsume(1) ? 1 : 0;
        }
        String at = Arrays.stream(minutes).mapToObj(String::valueOf).collect(Collectors.joining(" "));
        System.out.println(title + ", minutes " + at + ": passed " + passed + " of " + minutes.length);
        return passed;
    }

    public static void main(String[] args) {
        var hour = Duration.ofHours(1);
        var greedy = Bandwidth.builder().capacity(5).refillGreedy(5, hour).build();
        var intervally = Bandwidth.builder().capacity(5).refillIntervally(5, hour).build();
        boolean asStated = passed("greedy", greedy, 0, 0, 0, 0, 0, 12, 24, 36, 48) == 9
                & passed("intervally", intervally, 50, 51, 52, 53, 54, 60, 61, 62, 63, 64) == 10
                & passed("greedy", greedy, 0, 0, 0, 0, 0, 1) == 5;
        System.exit(asStated ? 0 : 1);
    }
}
JAVA
java -cp 'bucket4j/jars/*' Check.java || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
