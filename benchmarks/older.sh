# Sourced by the measurements that compare with an older commit. Needs Maven 3.9 or later, and that this checkout's artifacts are installed.
#
# BOOT: the version of Spring Boot, whose versions of all else are used; REPOSITORY: where Maven has its artifacts; JAVA_HOME: the JDK that runs
boot=${BOOT:-3.5.16}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# Builds an older commit once, into a repository of its own that falls back on this one. Sets $old, the Maven arguments that lead to it.
build_older() { # build_older COMMIT
  local commit=$1 folder=$root/benchmarks/target/older
  local repository=$folder/repository-$commit
  old="-Dmaven.repo.local=$repository -Dmaven.repo.local.tail=${REPOSITORY:-$HOME/.m2/repository} -Dmaven.repo.local.tail.ignoreAvailability=true"
  if [ ! -d "$repository/io/github/notdisposable/notdisposable-spring-boot-starter" ]; then
    mkdir -p "$folder"
    git -C "$root" worktree add -f --detach "$folder/$commit" "$commit" >/dev/null 2>&1
    # shellcheck disable=SC2086
    (cd "$folder/$commit" && mvn -q $old install -DskipTests -Dspotless.check.skip -Dmaven.javadoc.skip -pl spring-integration -am)
    git -C "$root" worktree remove --force "$folder/$commit"
  fi
}

# Prints the class path of what depends on some artifacts.
classpath() { # classpath FOLDER GROUP:ARTIFACT[:VERSION],... MAVEN-ARGUMENT...
  local folder=$1 dependencies=$2 each group artifact version
  shift 2
  mkdir -p "$folder"
  {
    cat <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>$boot</version><relativePath/></parent>
  <groupId>bench</groupId><artifactId>bench</artifactId><version>1</version>
  <dependencies>
POM
    for each in ${dependencies//,/ }; do
      IFS=: read -r group artifact version <<<"$each"
      echo "<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId>${version:+<version>$version</version>}</dependency>"
    done
    echo '</dependencies></project>'
  } >"$folder/pom.xml"
  (cd "$root" && mvn -q "$@" -f "$folder/pom.xml" dependency:build-classpath -Dmdep.outputFile="$folder/classpath" >&2)
  cat "$folder/classpath"
}

median() { # median FILE COLUMN
  cut -d' ' -f"$2" "$1" | sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}

# Prints what is added by this checkout and by the older commit, from files with a line for each round.
report() { # report TITLE FOLDER COLUMN
  awk -v title="$1" -v w="$(median "$2/without.times" "$3")" -v n="$(median "$2/with.times" "$3")" -v b="$(median "$2/before.times" "$3")" 'BEGIN {
    printf "%s: without %.0f ms, with %.0f ms, at the older commit %.0f ms; share %.0f ms of %.0f ms: %.2f\n", title, w, n, b, n - w, b - w, (n - w) / (b - w) }'
}

version() {
  "$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.version = //p'
}
