#!/usr/bin/env bash
# standardwebhooks does not take the secret as Supabase writes it, although Supabase's hooks follow Standard Webhooks
#
# Versions: standardwebhooks 1.1.1 (npm), Node 20.20
# Behaviour: Supabase Auth writes the secret of a hook as `v1,whsec_<base64>`. The library strips the prefix `whsec_` alone:
#   with the version in front it throws about base64, and the caller has to cut `v1,` off.
# Output seen:
#   whsec_...: accepted
#   v1,whsec_...: Base64Coder: incorrect characters for decoding
# Why it surprises: both sides name the same specification, and `v1,` is the version that the signature header has. The
#   message speaks of base64 and hides that the secret is right.
# Who meets it: who writes the handler of a before-user-created hook, to refuse throw-away addresses, on any server but
#   Supabase's own examples, which cut the prefix.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund standardwebhooks@1.1.1
cat > check.cjs <<'JS'
const { Webhook } = require('standardwebhooks')
const base64 = Buffer.from('not a secret: for this script ok').toString('base64')
const attempt = (secret) => {
  try {
    new Webhook(secret)
    return 'accepted'
  } catch (error) {
    return error.message
  }
}
const seen = ['whsec_', 'v1,whsec_'].map((prefix) => attempt(prefix + base64))
console.log(`whsec_...: ${seen[0]}`)
console.log(`v1,whsec_...: ${seen[1]}`)
process.exit(seen[0] === 'accepted' && /^Base64Coder/.test(seen[1]) ? 0 : 1)
JS
node check.cjs && echo "As stated." || { echo "The behaviour has changed."; exit 1; }
