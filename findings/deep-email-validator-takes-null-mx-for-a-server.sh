#!/usr/bin/env bash
# deep-email-validator takes "this domain accepts no mail" (RFC 7505) for a mail server
#
# Versions: deep-email-validator 0.1.27 (npm), Node 20.20
# Behaviour: a domain says by the record `MX 0 .` that it accepts no mail. Node's `dns.resolveMx` hands it over as an entry
#   with an empty exchange; the validator counts it as an exchanger, and with `validateSMTP: false` the address is valid. A
#   domain without any MX record is refused. The name server is a small one of this script, on the loopback interface.
# Output seen:
#   resolveMx: [{"exchange":"","priority":0}]
#   accepts no mail (null MX): valid true
#   no MX record: valid false (mx)
#   one exchanger: valid true
# Why it surprises: the two domains mean the same, and the one that says it outright passes. The trap is in the Node API:
#   a list that is not empty, whose only entry is a "no".
# Who meets it: whoever checks `resolveMx(...).length`; here every form that asks for a deliverable address.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund deep-email-validator@0.1.27
cat > check.cjs <<'JS'
const dns = require('node:dns')
const dgram = require('node:dgram')
const { validate } = require('deep-email-validator')

// Wire form of the exchangers of each domain; a domain that is not here has none.
const name = (...labels) => Buffer.concat([...labels.map((l) => Buffer.concat([Buffer.from([l.length]), Buffer.from(l)])), Buffer.from([0])])
const exchangers = { 'null-mx.example': [0, name()], 'with-mail.example': [10, name('mx', 'with-mail', 'example')] }

const server = dgram.createSocket('udp4')
server.on('message', (query, from) => {
  const labels = []
  let end = 12
  while (query[end] !== 0) {
    labels.push(query.toString('latin1', end + 1, end + 1 + query[end]))
    end += 1 + query[end]
  }
  const question = query.subarray(12, end + 5)
  const [preference, host] = exchangers[labels.join('.').toLowerCase()] ?? []
  const header = Buffer.from([query[0], query[1], 0x81, 0x80, 0, 1, 0, host ? 1 : 0, 0, 0, 0, 0])
  const answer = host
    ? Buffer.concat([Buffer.from([0xc0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, 2 + host.length, 0, preference]), host])
    : Buffer.alloc(0)
  server.send(Buffer.concat([header, question, answer]), from.port, from.address)
})
server.bind(0, '127.0.0.1', async () => {
  dns.setServers([`127.0.0.1:${server.address().port}`])
  const check = async (domain) => {
    const { valid, reason } = await validate({ email: `bob@${domain}`, validateTypo: false, validateDisposable: false, validateSMTP: false })
    return reason ? `valid ${valid} (${reason})` : `valid ${valid}`
  }
  const records = JSON.stringify(await dns.promises.resolveMx('null-mx.example').catch(() => 'failed')).replace(/,"type":"MX"/, '')
  const seen = [await check('null-mx.example'), await check('no-mx.example'), await check('with-mail.example')]
  console.log(`resolveMx: ${records}`)
  console.log(`accepts no mail (null MX): ${seen[0]}`)
  console.log(`no MX record: ${seen[1]}`)
  console.log(`one exchanger: ${seen[2]}`)
  server.close()
  const stated = ['valid true', 'valid false (mx)', 'valid true']
  process.exit(JSON.stringify(seen) === JSON.stringify(stated) && records.includes('"exchange":""') ? 0 : 1)
})
JS
node check.cjs && echo "As stated." || { echo "The behaviour has changed."; exit 1; }
