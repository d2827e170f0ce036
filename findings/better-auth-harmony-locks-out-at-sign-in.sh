#!/usr/bin/env bash
# better-auth-harmony checks the address at sign-in and password reset too, not only at sign-up
#
# Versions: better-auth 1.7.25, better-auth-harmony 1.3.2, zod 4.1.12 (npm), Node 20.20
# Behaviour: with the plugin `emailHarmony()` a user who registered before the plugin was added, with an address that
#   its list calls disposable, gets 400 "Invalid email" at /sign-in/email and at /request-password-reset. The password
#   is not looked at. Without the plugin the same sign-in answers 200.
# Output seen:
#   sign-up without the plugin: 200
#   sign-in with the plugin: 400 {"message":"Invalid email"}
#   password reset with the plugin: 400 {"message":"Invalid email"}
#   sign-in without the plugin: 200
# Why it surprises: a check of disposable addresses is meant for new accounts; here each growth of the list locks
#   out people who have an account, and takes the way back from them.
# Who meets it: applications on Better Auth that add the plugin, or raise its version, with users in the database.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --ignore-scripts --legacy-peer-deps --no-audit --no-fund \
  better-auth@1.7.25 better-auth-harmony@1.3.2 zod@4.1.12
cat > check.mjs <<'JS'
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { emailHarmony } from 'better-auth-harmony'

const tables = { user: [], session: [], account: [], verification: [] }
const origin = 'http://localhost:3000'
const settings = {
  baseURL: origin,
  secret: 'not-a-secret-0123456789-0123456789',
  database: memoryAdapter(tables),
  emailAndPassword: { enabled: true, sendResetPassword: async () => {} },
  logger: { disabled: true },
  telemetry: { enabled: false },
}
const plain = betterAuth(settings)
const harmony = betterAuth({ ...settings, plugins: [emailHarmony()] })
const post = async (auth, path, body) => {
  const response = await auth.handler(new Request(`${origin}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(body),
  }))
  return response.ok ? `${response.status}` : `${response.status} ${await response.text()}`
}
const email = 'ann@mailinator.com'
const password = 'a-long-password'
const seen = {
  'sign-up without the plugin': await post(plain, '/sign-up/email', { email, password, name: 'Ann' }),
  'sign-in with the plugin': await post(harmony, '/sign-in/email', { email, password }),
  'password reset with the plugin': await post(harmony, '/request-password-reset', { email }),
  'sign-in without the plugin': await post(plain, '/sign-in/email', { email, password }),
}
for (const [step, answer] of Object.entries(seen)) console.log(`${step}: ${answer}`)
const stated = ['200', '400 {"message":"Invalid email"}', '400 {"message":"Invalid email"}', '200']
process.exit(JSON.stringify(Object.values(seen)) === JSON.stringify(stated) ? 0 : 1)
JS
node check.mjs && echo "As stated." || { echo "The behaviour has changed."; exit 1; }
