#!/usr/bin/env bash
# company-email-validator says that people of Clerk, EasyPost and a university do not write from a company address
#
# Versions: company-email-validator 1.2.7 (npm), Node 20.20
# Behaviour: its list of free mail still has names that a provider gave up long ago and a company owns today, and names of
#   schools. `isCompanyEmail` is false for their staff.
# Output seen:
#   clerk.com: false
#   easypost.com: false
#   xoom.com: false
#   nus.edu.sg: false
#   bt.com: false
#   ibm.com: true
#   gmail.com: false
# Why it surprises: a list of free mail seems to be a thing that only grows. Names change hands, and the entry stays:
#   the firm's own people cannot sign up for the product that is sold to firms.
# Who meets it: staff of such companies, in forms that ask for a business address.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund company-email-validator@1.2.7
cat > check.cjs <<'JS'
const { isCompanyEmail } = require('company-email-validator')
const stated = {
  'clerk.com': false,
  'easypost.com': false,
  'xoom.com': false,
  'nus.edu.sg': false,
  'bt.com': false,
  'ibm.com': true,
  'gmail.com': false,
}
let same = true
for (const [domain, company] of Object.entries(stated)) {
  console.log(`${domain}: ${isCompanyEmail(`bob@${domain}`)}`)
  same &&= isCompanyEmail(`bob@${domain}`) === company
}
process.exit(same ? 0 : 1)
JS
node check.cjs && echo "As stated." || { echo "The behaviour has changed."; exit 1; }
