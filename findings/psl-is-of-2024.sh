#!/usr/bin/env bash
# psl and tldts disagree on who owns a name below the hosters of free sub-domains that came after 2024
#
# Versions: psl 1.15.0, tldts 7.5.4 (npm), Node 20.20
# Behaviour: `psl` 1.15.0 bundles the Public Suffix List of December 2024, and there is no newer release. The endings of
#   free names that are abused most today were entered later: for psl all their users are one owner. `tldts` has them, but
#   only with `allowPrivateDomains: true`; its default knows no private suffix at all.
# Output seen:
#   alice.qzz.io: psl qzz.io, tldts qzz.io, tldts with private suffixes alice.qzz.io
#   alice.de5.net: psl de5.net, tldts de5.net, tldts with private suffixes alice.de5.net
#   alice.eu.cc: psl eu.cc, tldts eu.cc, tldts with private suffixes alice.eu.cc
#   alice.github.io: psl alice.github.io, tldts github.io, tldts with private suffixes alice.github.io
# Why it surprises: three answers about the owner of a name, from two libraries of one list, and none says of when its list
#   is. Who blocks or counts by registrable domain punishes all users of a hoster for one.
# Who meets it: rate limits, bans and block lists by registrable domain; lists of throw-away mail made with psl.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund psl@1.15.0 tldts@7.5.4
cat > check.cjs <<'JS'
const psl = require('psl')
const { getDomain } = require('tldts')

const answers = (name) => [psl.get(name), getDomain(name), getDomain(name, { allowPrivateDomains: true })]
const stated = {
  'alice.qzz.io': ['qzz.io', 'qzz.io', 'alice.qzz.io'],
  'alice.de5.net': ['de5.net', 'de5.net', 'alice.de5.net'],
  'alice.eu.cc': ['eu.cc', 'eu.cc', 'alice.eu.cc'],
  'alice.github.io': ['alice.github.io', 'github.io', 'alice.github.io'],
}
let same = true
for (const [name, expected] of Object.entries(stated)) {
  const [first, second, third] = answers(name)
  console.log(`${name}: psl ${first}, tldts ${second}, tldts with private suffixes ${third}`)
  same &&= JSON.stringify(answers(name)) === JSON.stringify(expected)
}
process.exit(same ? 0 : 1)
JS
node check.cjs && echo "As stated." || { echo "The behaviour has changed."; exit 1; }
