// SPDX-License-Identifier: Apache-2.0
//
// Pins the newest version of each package in sources.json and gives the data the version of today, if anything is new.
// Usage: node update.mjs [--cache DIR]; then node generate.mjs, and read the difference of lists/.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetched } from './packages.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const CACHE = process.argv.includes('--cache') ? process.argv[process.argv.indexOf('--cache') + 1] : join(HERE, '.cache');
/** Old versions stay pinned of the list that holds what fell out of its window. */
const ROLLING = 'free-email-domains';

const path = join(HERE, 'sources.json');
const manifest = JSON.parse(readFileSync(path, 'utf8'));
const lines = (entries) => entries.map((entry) => `    ${JSON.stringify(entry).replaceAll('","', '", "').replaceAll('":"', '": "')}`).join(',\n');
let changed = 0;
for (const source of manifest.sources) {
  const newest = JSON.parse(execFileSync('npm', ['view', source.name, '--json', 'version', 'dist.integrity', 'time'], { encoding: 'utf8' }));
  if (newest.version === source.version) continue;
  if (source.name === ROLLING) manifest.history.push({ name: source.name, version: source.version, integrity: source.integrity });
  const published = newest.time[newest.version].slice(0, 10);
  Object.assign(source, { version: newest.version, date: published, published, integrity: newest['dist.integrity'] });
  // It says itself how old it is.
  if (source.name === 'fakefilter') {
    const { t } = JSON.parse(fetched(source, CACHE).get('json/data_version2.json').toString('utf8'));
    source.date = new Date(t * 1000).toISOString().slice(0, 10);
  }
  console.log(`${source.name} ${source.version}, contents of ${source.date}`);
  changed++;
}
if (changed > 0) {
  writeFileSync(path, `{\n  "note": ${JSON.stringify(manifest.note)},\n  "sources": [\n${lines(manifest.sources)}\n  ],\n  "history": [\n${lines(manifest.history)}\n  ]\n}\n`);
  const today = new Date().toISOString().slice(0, 10).replaceAll('-', '.');
  for (const [pom, element] of [[join(HERE, 'pom.xml'), /(<artifactId>notdisposable-data<\/artifactId>\s*(?:<!--.*?-->\s*)?<version>)[^<]+/s], [join(HERE, '../pom.xml'), /(<data\.version>)[^<]+/], [join(HERE, '../bom/pom.xml'), /(<artifactId>notdisposable-data<\/artifactId>\s*<version>)[^<]+/]]) {
    const before = readFileSync(pom, 'utf8');
    const after = before.replace(element, `$1${today}`);
    if (!element.test(before)) throw new Error(`${pom} has no version of the data`);
    writeFileSync(pom, after);
  }
}
