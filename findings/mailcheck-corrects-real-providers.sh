#!/usr/bin/env bash
# mailcheck proposes another domain for addresses at real providers, foxmail.com and libero.it among them
#
# Versions: mailcheck 1.1.1, email-providers 2.26.0 (npm), Node 20.20
# Behaviour: with its own defaults, `run` has a suggestion for 67 of the 355 providers in `common.json`: it changes the
#   second-level name and the ending apart from each other, so it builds domains that are nobody's mail (`live.it` out of
#   `libero.it`, `qq.com` out of `rr.com` and `bt.com`).
# Output seen:
#   foxmail.com -> hotmail.com
#   libero.it -> live.it
#   mailbox.org -> mail.org
#   bt.com -> qq.com
#   rr.com -> qq.com
#   wp.pl -> wp.nl
#   yahoo.com.br -> yahoo.com
#   gmail.com -> none
#   providers that get a suggestion: 67 of 355
# Why it surprises: a suggestion is read as "you mistyped". Some libraries refuse on it: deep-email-validator 0.1.27 takes
#   any suggestion of mailcheck for a reason to call the address invalid.
# Who meets it: people at providers outside the United States, in any form that shows or enforces such suggestions.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund mailcheck@1.1.1 email-providers@2.26.0
cat > check.cjs <<'JS'
const mailcheck = require('mailcheck')
const common = require('email-providers/common.json')

const suggestion = (domain) => mailcheck.run({ email: `bob@${domain}` })?.domain ?? 'none'
const stated = {
  'foxmail.com': 'hotmail.com',
  'libero.it': 'live.it',
  'mailbox.org': 'mail.org',
  'bt.com': 'qq.com',
  'rr.com': 'qq.com',
  'wp.pl': 'wp.nl',
  'yahoo.com.br': 'yahoo.com',
  'gmail.com': 'none',
}
let same = true
for (const [domain, other] of Object.entries(stated)) {
  console.log(`${domain} -> ${suggestion(domain)}`)
  same &&= suggestion(domain) === other
}
const corrected = common.filter((domain) => suggestion(domain) !== 'none').length
console.log(`providers that get a suggestion: ${corrected} of ${common.length}`)
process.exit(same && corrected > 50 ? 0 : 1)
JS
node check.cjs && echo "As stated." || { echo "The behaviour has changed."; exit 1; }
