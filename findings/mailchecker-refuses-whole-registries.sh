#!/usr/bin/env bash
# mailchecker refuses a university, a public access system and every customer of some registries
#
# Versions: mailchecker 6.0.21 (npm), psl 1.15.0 (npm), Node 20.20
# Behaviour: the list holds names under which other people register theirs (`za.com`, `pp.ua`, `msk.ru`, `zp.ua`), and
#   `isValid` looks up each parent of a domain. So all names below them are invalid. It also holds `nus.edu.sg` (National
#   University of Singapore) and `sdf.org` (a public access Unix system since 1987).
# Output seen:
#   bob@nus.edu.sg: false
#   bob@sdf.org: false
#   bob@some-shop.za.com: false (psl: za.com is a public suffix)
#   bob@some-shop.pp.ua: false (psl: pp.ua is a public suffix)
#   bob@some-shop.msk.ru: false (psl: msk.ru is a public suffix)
#   bob@example.com: true
#   public suffixes in the list: 20
# Why it surprises: it is the most used list of its kind on npm, and the answer is called validity. One entry stands for
#   thousands of owners who have nothing to do with each other.
# Who meets it: their staff, students and customers; everybody who merges this list into another.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund mailchecker@6.0.21 psl@1.15.0
cat > check.cjs <<'JS'
const { isValid, blacklist } = require('mailchecker')
const psl = require('psl')

const suffix = (name) => name.includes('.') && psl.get(name) === null && psl.get(`x.${name}`) === `x.${name}`
const stated = {
  'nus.edu.sg': false,
  'sdf.org': false,
  'some-shop.za.com': false,
  'some-shop.pp.ua': false,
  'some-shop.msk.ru': false,
  'example.com': true,
}
let same = true
for (const [domain, valid] of Object.entries(stated)) {
  const parent = domain.slice(domain.indexOf('.') + 1)
  console.log(`bob@${domain}: ${isValid(`bob@${domain}`)}${suffix(parent) && domain !== 'nus.edu.sg' ? ` (psl: ${parent} is a public suffix)` : ''}`)
  same &&= isValid(`bob@${domain}`) === valid
}
const suffixes = [...blacklist()].filter(suffix)
console.log(`public suffixes in the list: ${suffixes.length}`)
process.exit(same && suffixes.length > 5 ? 0 : 1)
JS
node check.cjs && echo "As stated." || { echo "The behaviour has changed."; exit 1; }
