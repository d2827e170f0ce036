#!/usr/bin/env bash
# email-providers, a list of mail providers, counts Mailinator and Guerrilla Mail among its common ones
#
# Versions: email-providers 2.26.0, disposable-domains 2.0.1, mailchecker 6.0.21 (npm), Node 20.20
# Behaviour: `common.json` (355 names, by its readme those that rank high on the web) holds throw-away services, and more
#   than a third of `all.json` (8,760 names) stands in lists of throw-away mail.
# Output seen:
#   throw-away services in common.json: mailinator.com guerrillamail.com yopmail.com 10minutemail.com temp-mail.org emailondeck.com
#   names of all.json in disposable-domains: 3065 of 8760
#   names of all.json that mailchecker refuses: 4691 of 8760
# Why it surprises: who takes it as the list of providers that a person may have, an allow list of good mail or a guard
#   against false refusals, lets throw-away mail in by the thousand.
# Who meets it: makers of sign-up checks that subtract "known providers" from a block list; a test that measures false
#   refusals with it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund \
  email-providers@2.26.0 disposable-domains@2.0.1 mailchecker@6.0.21
cat > check.cjs <<'JS'
const common = require('email-providers/common.json')
const all = require('email-providers/all.json')
const disposable = new Set(require('disposable-domains'))
const { isValid } = require('mailchecker')

const services = ['mailinator.com', 'guerrillamail.com', 'yopmail.com', '10minutemail.com', 'temp-mail.org', 'emailondeck.com']
const inCommon = services.filter((name) => common.includes(name))
const listed = all.filter((name) => disposable.has(name)).length
const refused = all.filter((name) => !isValid(`bob@${name}`)).length
console.log(`throw-away services in common.json: ${inCommon.join(' ')}`)
console.log(`names of all.json in disposable-domains: ${listed} of ${all.length}`)
console.log(`names of all.json that mailchecker refuses: ${refused} of ${all.length}`)
process.exit(inCommon.length === services.length && listed > all.length / 3 && refused > all.length / 3 ? 0 : 1)
JS
node check.cjs && echo "As stated." || { echo "The behaviour has changed."; exit 1; }
