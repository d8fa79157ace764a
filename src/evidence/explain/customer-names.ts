import { acsHost } from '../../protocol/well-known.js';
import { isCloudHost } from '../knowledge/status-causes.js';
import type { PastedText } from './pasted-text.js';

/** Names of the customer's own that stand in the evidence. */
export interface CustomerNames {
  readonly domain?: string | undefined;
  /** Public names of his Exchange, the one that is called first. */
  readonly hosts: readonly string[];
  readonly tenantId?: string | undefined;
  readonly mailbox?: string | undefined;
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const wellKnownGuid = /^0000000\d-000\d-/; // Microsoft's applications
const hostForm = /^(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;
const address = /^[\d.]+$/;
const microsofts =
  /(?:^|\.)(?:microsoft|microsoftonline|microsoftonline-p|windows|office365|office|outlook|msappproxy|live|azure|w3|xmlsoap|chinacloudapi|exchangelabs)\.(?:com|net|us|cn|org|de)$/;
const most = 200;

/** What stands in the evidence, Microsoft's own names left out: those are nobody's organisation. */
export function customerNames(text: PastedText, quoted: Readonly<Record<string, string>>): CustomerNames {
  const urls = hostsOfUrls(text.plain);
  const { host, actualHost, expectedHost, requestHost, domain: named } = quoted;
  const hosts = unique([host, actualHost, expectedHost, requestHost, ...urls]).filter(isOwnHost);
  const mailbox = [quoted.mailbox, ...addressesIn(text.plain)].find(isOwnMailbox)?.toLowerCase();
  const domain = [named?.toLowerCase(), domainOf(hosts, mailbox)].find((name) => name !== undefined && isOwnHost(name));
  const ofDomain = domain === undefined ? [] : hosts.filter((name) => name.endsWith(`.${domain}`));
  const tenants = [quoted.tenantId, ...realmsIn(text.plain)].filter((id) => id !== undefined && isTenant(id));
  return { domain, hosts: ofDomain, tenantId: tenants[0]?.toLowerCase(), mailbox };
}

function unique(names: readonly (string | undefined)[]): readonly string[] {
  const plain = names.map((name) => hostAlone(name ?? '')).filter((name) => name !== '');
  return [...new Set(plain)];
}

function hostAlone(name: string): string {
  return name
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[:/].*$/, '');
}

function isOwnHost(name: string): boolean {
  return hostForm.test(name) && !address.test(name) && !isMicrosofts(name);
}

function isMicrosofts(name: string): boolean {
  return microsofts.test(name) || isCloudHost(name) || name === acsHost || name.endsWith('.onmicrosoft.com');
}

function isOwnMailbox(mailbox: string | undefined): mailbox is string {
  return (
    mailbox !== undefined &&
    /^[^@\s]{1,64}@[^@\s]+$/.test(mailbox) &&
    isOwnHost(mailbox.split('@')[1]?.toLowerCase() ?? '')
  );
}

function isTenant(id: string): boolean {
  return guid.test(id) && !wellKnownGuid.test(id);
}

/** The mailbox's, where a host is below it or there is no host; else what follows the host's first label. */
function domainOf(hosts: readonly string[], mailbox: string | undefined): string | undefined {
  const ofMailbox = mailbox?.split('@')[1];
  const [host] = hosts;
  if (host === undefined) return ofMailbox;
  if (ofMailbox !== undefined && hosts.some((name) => name.endsWith(`.${ofMailbox}`))) return ofMailbox;
  const labels = host.split('.');
  return labels.length > 2 ? labels.slice(1).join('.') : host;
}

function hostsOfUrls(plain: string): readonly string[] {
  return matches(/\bhttps?:\/\/([\w.-]{4,253})(?![\w.-]|\s?\.\.\.|…)/gi, plain); // PowerShell cuts the line it quotes
}

function addressesIn(plain: string): readonly string[] {
  return matches(/(?<![\w.+/@-])([\w.+-]{1,64}@[a-z][\w-]{0,62}(?:\.[\w-]{1,63}){1,5})(?![\w@-])/gi, plain).filter(
    (found) => !guid.test(found.split('@')[0] ?? ''),
  );
}

/** `00000001-…@<tenant>`, `/<tenant>/tokens/OAuth/2`. */
function realmsIn(plain: string): readonly string[] {
  return [
    ...matches(/@([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/gi, plain),
    ...matches(/\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//gi, plain),
  ];
}

function matches(pattern: RegExp, text: string): readonly string[] {
  const found: string[] = [];
  for (const [, name] of text.matchAll(pattern)) {
    if (found.length === most) break;
    if (name !== undefined) found.push(name);
  }
  return found;
}
