#!/usr/bin/env bash
# standardwebhooks finds no headers in the Headers object of the Fetch API
#
# Versions: standardwebhooks 1.1.1, svix 2.5.0 (npm), Node 20.20
# Behaviour: `verify(payload, headers)` walks the own keys of `headers`. A `Headers` object, as in `request.headers` of
#   route handlers, Deno, Bun, Workers and Supabase's edge functions, has none: a rightly signed message ends with
#   "Missing required headers". `Object.fromEntries(headers)` mends it.
# Output seen:
#   standardwebhooks, plain object: verified
#   standardwebhooks, Headers: Missing required headers
#   svix, Headers: Missing required headers
# Why it surprises: the object holds the three headers, and the message says that they are missing, so people look at the
#   sender. In plain JavaScript nothing warns.
# Who meets it: who answers hooks of an identity provider (Supabase) from a function that has the Fetch API.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund standardwebhooks@1.1.1 svix@2.5.0
cat > check.cjs <<'JS'
const standard = require('standardwebhooks')
const svix = require('svix')
const secret = `whsec_${Buffer.from('not a secret: for this script ok').toString('base64')}`
const body = '{"user":{"email":"ann@example.com"}}'
const now = new Date()
const webhook = new standard.Webhook(secret)
const headers = {
  'webhook-id': 'msg_1',
  'webhook-timestamp': `${Math.floor(now / 1000)}`,
  'webhook-signature': webhook.sign('msg_1', now, body),
}
const attempt = (library, given) => {
  try {
    new library.Webhook(secret).verify(body, given)
    return 'verified'
  } catch (error) {
    return error.message
  }
}
const seen = [attempt(standard, headers), attempt(standard, new Headers(headers)), attempt(svix, new Headers(headers))]
console.log(`standardwebhooks, plain object: ${seen[0]}`)
console.log(`standardwebhooks, Headers: ${seen[1]}`)
console.log(`svix, Headers: ${seen[2]}`)
process.exit(seen[0] === 'verified' && seen[1] === 'Missing required headers' && seen[2] === seen[1] ? 0 : 1)
JS
node check.cjs && echo "As stated." || { echo "The behaviour has changed."; exit 1; }
