#!/usr/bin/env bash
# free-email-domains replaces its data while it is installed, so the version does not say what is in it
#
# Versions: free-email-domains 1.12.6 (npm), Node 20.20
# Behaviour: the package has a `postinstall` step that downloads three lists from other people's hosts and overwrites
#   `domains.json`. The tarball's integrity in a lock file covers the data that were replaced. Two of the three lists are
#   of disposable mail. Here the step runs with a stand-in for `fetch`; nothing is downloaded.
# Output seen:
#   postinstall: node scripts/postinstall.mjs
#   asked for 3 lists
#   names before: 14125, after: 228, holds the stand-in's name: true
# Why it surprises: one pinned version of a data package gives different answers on two machines or two days; with
#   `--ignore-scripts`, usual in CI, it gives a third one. What is called free mail is in part throw-away mail.
# Who meets it: whoever pins the package for reproducible builds, or takes it as a source of free-mail domains.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund free-email-domains@1.12.6
cat > stand-in.mjs <<'JS'
let asked = 0
globalThis.fetch = async () => {
  asked++
  return new Response('stand-in.example\n', { status: 200 })
}
process.on('exit', () => console.log(`asked for ${asked} lists`))
JS
cd node_modules/free-email-domains
step=$(node -p "require('./package.json').scripts.postinstall")
echo "postinstall: $step"
before=$(node -p "require('./domains.json').length")
asked=$(node --import "$dir/stand-in.mjs" scripts/postinstall.mjs | grep '^asked')
echo "$asked"
after=$(node -p "require('./domains.json').length")
holds=$(node -p "require('./domains.json').includes('stand-in.example')")
echo "names before: $before, after: $after, holds the stand-in's name: $holds"
if [ "$step" = "node scripts/postinstall.mjs" ] && [ "$asked" = "asked for 3 lists" ] && [ "$before" -gt 10000 ] \
  && [ "$after" -lt 1000 ] && [ "$holds" = true ]; then
  echo "As stated."
else
  echo "The behaviour has changed."
  exit 1
fi
