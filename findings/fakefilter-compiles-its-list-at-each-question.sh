#!/usr/bin/env bash
# fakefilter compiles one regular expression for each listed name at each question
#
# Versions: fakefilter 0.1.1476 (npm, 4,552 names), Node 20.20
# Behaviour: `isFakeDomain` of a domain that is not listed (the common case) constructs as many RegExp objects as there
#   are names, on every call, on the thread of the event loop.
# Output seen: 4552 names; 4552 expressions compiled by one question
#   (beside it, not asserted: 100 to 500 ms a question on a busy two-core machine, where a Set answers in microseconds)
# Why it surprises: a look-up in a list of a few thousand names is expected to cost nothing that anybody could measure.
#   Here good addresses are the dear ones, and the server answers nobody else meanwhile.
# Who meets it: Node servers that ask fakefilter in a sign-up form, or for each row of an import.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund fakefilter@0.1.1476
cat > check.cjs <<'JS'
const { isFakeDomain } = require('fakefilter')
const names = Object.keys(require('fakefilter/json/data.json').domains).length

let compiled = 0
globalThis.RegExp = new Proxy(RegExp, {
  construct(target, args) {
    compiled++
    return new target(...args)
  },
})
isFakeDomain('example.org')
const once = compiled
console.log(`${names} names; ${once} expressions compiled by one question`)
const begin = performance.now()
isFakeDomain('example.org')
console.log(`${Math.round(performance.now() - begin)} ms for the next question`)
process.exit(once === names ? 0 : 1)
JS
node check.cjs && echo "As stated." || { echo "The behaviour has changed."; exit 1; }
