#!/usr/bin/env bash
# fakefilter refuses sub-domains of any domain that only begins like a listed one
#
# Versions: fakefilter 0.1.1476 (npm), Node 20.20
# Behaviour: `isFakeDomain` turns each listed name into a regular expression that is open at its end. `mailmagnet.co` is
#   listed, so `eu.mailmagnet.com` is reported as fake, with `mailmagnet.co` as the match; `mailmagnet.com` itself is not.
# Output seen:
#   mailmagnet.co: mailmagnet.co
#   mailmagnet.com: false
#   eu.mailmagnet.com: mailmagnet.co
#   mx.example.org: false
#   listed names below .co: 26
# Why it surprises: the answer changes with a sub-domain that has nothing to do with the listing, and refuses the
#   mail of another owner: each of 26 names in .co speaks for its brother in .com as well.
# Who meets it: sign-up forms that ask fakefilter, when people of a company write from a sub-domain; everybody who
#   compares a list by look-up with fakefilter's own answers.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund fakefilter@0.1.1476
cat > check.cjs <<'JS'
const { isFakeDomain } = require('fakefilter')
const { domains } = require('fakefilter/json/data.json')

const names = ['mailmagnet.co', 'mailmagnet.com', 'eu.mailmagnet.com', 'mx.example.org']
const seen = names.map((name) => isFakeDomain(name))
names.forEach((name, i) => console.log(`${name}: ${seen[i]}`))
const co = Object.keys(domains).filter((name) => name.endsWith('.co')).length
console.log(`listed names below .co: ${co}`)
const stated = ['mailmagnet.co', false, 'mailmagnet.co', false]
process.exit(JSON.stringify(seen) === JSON.stringify(stated) && !('mailmagnet.com' in domains) ? 0 : 1)
JS
node check.cjs && echo "As stated." || { echo "The behaviour has changed."; exit 1; }
