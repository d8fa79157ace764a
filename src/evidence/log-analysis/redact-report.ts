import { isIP } from 'node:net';
import {
  acsIssuerId,
  exchangeApplicationId,
  lyncApplicationId,
  sharePointApplicationId,
} from '../../protocol/well-known.js';
import { withoutAnySignature } from '../decoded-token.js';
import type { LogReport } from './report.js';

/** Ids that are the same everywhere say nothing of anybody. */
const everybodys: ReadonlySet<string> = new Set([
  exchangeApplicationId,
  acsIssuerId,
  lyncApplicationId,
  sharePointApplicationId,
]);

const patterns = {
  token: /\b(?:eyJ|ey[A-Za-z0-9])[\w-]{8,}(?:\.[\w-]*){0,4}/g,
  mailbox: /[\w.+-][\w.+'-]*@[\w-]+(?:\.[\w-]+)+/g,
  account: /\b[\w.-]+\\[\w.$-]+/g,
  guid: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
  sid: /\bS-1-\d+(?:-\d+)+\b/g,
  address: /(?<![\w.])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\.\d{1,3}){0,3})(?![\w.])/gi,
  host: /(?<=\bhttps?:\/\/)[\w.-]+/gi,
} as const;

type Kind = keyof typeof patterns | 'folder' | 'name';

/** Gives each secret a name that says what it is, the same each time. */
class Pseudonyms {
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<Kind, number>();

  of(kind: Kind, value: string): string {
    const key = `${kind} ${value.toLowerCase()}`;
    const known = this.#names.get(key);
    if (known) return known;
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    const name = `<${kind}-${number}>`;
    this.#names.set(key, name);
    return name;
  }
}

/**
 * The report fit to be shown to others: tokens, users, addresses, host names, ids of tenants and folders have names instead,
 * the same value the same name everywhere in it.
 */
export function redactReport(report: LogReport): LogReport {
  const pseudonyms = new Pseudonyms();
  const hosts = [...new Set(report.failures.flatMap(hostsOf))].filter(isOwn).toSorted((a, b) => b.length - a.length);
  const text = (value: string): string => {
    let clean = withoutAnySignature(value);
    clean = replace(clean, 'token');
    clean = replace(clean, 'mailbox');
    for (const host of hosts)
      clean = clean.replaceAll(new RegExp(escaped(host), 'gi'), () => pseudonyms.of('host', host));
    for (const kind of ['account', 'sid', 'guid', 'address', 'host'] as const) clean = replace(clean, kind);
    return clean;
  };
  const replace = (value: string, kind: keyof typeof patterns): string =>
    value.replace(patterns[kind], (found) => (mayStay(kind, found) ? found : pseudonyms.of(kind, found)));
  const place = (path: string): string => {
    const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return cut < 0 ? text(path) : `${pseudonyms.of('folder', path.slice(0, cut))}/${text(path.slice(cut + 1))}`;
  };
  return {
    ...report,
    files: report.files.map((file) => ({ ...file, file: place(file.file) })),
    failures: report.failures.map((group) => ({
      ...group,
      client: group.client === 'unknown' ? group.client : pseudonyms.of('address', group.client),
      symptom: text(group.symptom),
      examples: group.examples.map(place),
      hosts: group.hosts.map((host) => (isOwn(host) ? pseudonyms.of('host', host) : host)),
      userAgents: group.userAgents.map(text),
      diagnostics: group.diagnostics === null ? null : text(group.diagnostics),
      quoted: Object.fromEntries(Object.entries(group.quoted).map(([name, value]) => [name, quotedValue(name, value)])),
    })),
    problems: report.problems.map((problem) => ({ ...problem, file: place(problem.file), what: text(problem.what) })),
  };

  function quotedValue(name: string, value: string): string {
    const clean = text(value);
    if (clean !== value) return clean;
    return /user|mailbox|nameid|upn|smtp|sip|thumbprint|domain/i.test(name) ? pseudonyms.of('name', value) : value;
  }
}

function hostsOf({ hosts, quoted }: LogReport['failures'][number]): readonly string[] {
  const told = Object.entries(quoted).filter(([name]) => /host|domain|realm/i.test(name));
  return [...hosts, ...told.map(([, value]) => value.replace(/^https?:\/\//, ''))].filter((host) => host.length > 2);
}

/** Microsoft's names are nobody's secret. */
function isOwn(host: string): boolean {
  return !/(?:^|\.)(?:office365\.com|outlook\.com|office\.com|windows\.net|microsoftonline\.com)$/i.test(host);
}

function mayStay(kind: Kind, found: string): boolean {
  if (kind === 'address') return isIP(found) === 0;
  return kind === 'guid' ? everybodys.has(found.toLowerCase()) : kind === 'host' && !isOwn(found);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
