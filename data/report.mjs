// SPDX-License-Identifier: Apache-2.0
//
// Prints the figures of README.md: who copies whom, what each rule is worth, and precision and recall against lists laid beside the data.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const percent = (part, all) => (all ? ((100 * part) / all).toFixed(1) : '-');

export function report({ lists, whole, leftOut, beside, parents, keep, realNames, disposable, suspicious, canonical, sizes }) {
  const verdict = (domain) => {
    if (keep(domain)) return 'kept';
    const names = [domain, ...parents(domain)];
    const listed = names.find((name) => disposable.has(name));
    if (listed) return disposable.get(listed);
    return names.some((name) => suspicious.has(name)) ? 'suspicious' : 'unknown';
  };
  const isRefused = (why) => why !== 'kept' && why !== 'suspicious' && why !== 'unknown';
  const judged = (names) => {
    const count = { refused: 0, suspicious: 0, kept: 0, unknown: 0, by: {}, names: [] };
    for (const name of names) {
      const why = verdict(name);
      if (isRefused(why)) {
        count.refused++;
        count.by[why] = (count.by[why] ?? 0) + 1;
        count.names.push(`${name} (${why})`);
      } else count[why]++;
    }
    return count;
  };

  const names = Object.keys(lists);
  console.log('Real names that a person wrote down without looking at the lists, and that a list holds before any protection:');
  for (const name of names) {
    const held = [...lists[name]].filter((domain) => realNames.has(domain));
    console.log(`${name}: ${held.length} of ${realNames.size}`);
  }
  console.log('\nShare of each row that the column holds too:');
  console.log(`| | size | ${names.join(' | ')} |`);
  for (const a of names) {
    const row = names.map((b) => percent([...lists[a]].filter((domain) => lists[b].has(domain)).length, lists[a].size));
    console.log(`| ${a} | ${lists[a].size} | ${row.join(' | ')} |`);
  }

  console.log('\nWhat is found of each source:');
  console.log('| | size | refused | suspicious | kept | unknown |');
  for (const name of names) {
    const count = judged(whole[name]);
    const size = whole[name].size;
    console.log(`| ${name}${leftOut.includes(name) ? ' (left out)' : ''} | ${size} | ${percent(count.refused, size)} % | ${percent(count.suspicious, size)} % | ${percent(count.kept, size)} % | ${percent(count.unknown, size)} % |`);
  }

  for (const [folder, title] of [['bad', 'Lists of throw-away mail laid beside (recall)'], ['good', 'Lists of domains in use laid beside (false refusals)']]) {
    if (!beside) break;
    console.log(`\n${title}:`);
    for (const file of readdirSync(join(beside, folder)).filter((name) => name.endsWith('.txt')).sort()) {
      const held = new Set(readFileSync(join(beside, folder, file), 'utf8').split('\n').map(canonical).filter(Boolean));
      const count = judged(held);
      console.log(`${basename(file, '.txt')}: ${held.size} names, refused ${count.refused} (${percent(count.refused, held.size)} %), suspicious ${count.suspicious}, kept ${count.kept}; by rule ${JSON.stringify(count.by)}`);
      if (folder === 'good' && count.names.length > 0) console.log(`  ${count.names.join(', ')}`);
    }
  }

  const why = {};
  for (const reason of disposable.values()) why[reason] = (why[reason] ?? 0) + 1;
  console.log({ why, disposable: disposable.size, suspicious: suspicious.size, ...sizes });
}
