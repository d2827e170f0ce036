#!/usr/bin/env bash
# burner-email-providers lost more than half of its names in a patch release
#
# Versions: burner-email-providers 1.0.53, 1.0.58 and 1.0.67 (npm)
# Behaviour: 1.0.53 holds 119,356 names, 1.0.58 holds 57,031, and 1.0.67, the newest, 57,070. Of the names of 1.0.53, 62,382
#   are not in 1.0.67, and 96 are new in it.
# Output seen:
#   1.0.53: 119356 names
#   1.0.58: 57031 names
#   1.0.67: 57070 names
#   of 1.0.53 not in 1.0.67: 62382, new in 1.0.67: 96
# Why it surprises: only the last number of the version moved, and the newest release is taken for the most complete one.
#   An update of a block list that looks like any other let 62,000 domains in again.
# Who meets it: servers that update the package by itself; makers of lists who take it as a source and see no names go.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
for version in 1.0.53 1.0.58 1.0.67; do
  mkdir "$version"
  (
    cd "$version"
    npm init -y >/dev/null
    npm install --silent --ignore-scripts --no-audit --no-fund "burner-email-providers@$version"
  )
  LC_ALL=C sort -u "$version/node_modules/burner-email-providers/emails.txt" | grep . > "$version.txt"
  echo "$version: $(wc -l < "$version.txt") names"
done
gone=$(LC_ALL=C comm -23 1.0.53.txt 1.0.67.txt | wc -l)
new=$(LC_ALL=C comm -13 1.0.53.txt 1.0.67.txt | wc -l)
echo "of 1.0.53 not in 1.0.67: $gone, new in 1.0.67: $new"
if [ "$gone" -gt 60000 ] && [ "$new" -lt 1000 ] && [ "$(wc -l < 1.0.58.txt)" -lt "$(wc -l < 1.0.67.txt)" ]; then
  echo "As stated."
else
  echo "The behaviour has changed."
  exit 1
fi
