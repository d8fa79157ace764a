import type { Cause } from '../knowledge/cause.js';
import type { CustomerNames } from './customer-names.js';
import { fillNames } from './fill-names.js';
import type { Direction } from './finding.js';

/** What to type to see the same failure in a lab with the customer's names. */
export interface LabCommands {
  /** Which of the causes it shows; undefined where the lab can't show any of them yet. */
  readonly shows?: string | undefined;
  readonly start: string;
  readonly break?: string | undefined;
  readonly test: string;
}

const defaultDomain = 'msxfaq.de';
const mostHosts = 8;

export function labCommands(causes: readonly Cause[], names: CustomerNames, direction?: Direction): LabCommands {
  const cause = causes.find(({ scenario, reproduce }) => scenario !== undefined || reproduce !== undefined);
  const domain = names.domain ?? defaultDomain;
  const hosts = hostsOf(names);
  const start = [
    'npx exchange-oauth-lab start',
    ...(names.domain === undefined ? [] : [`--domain ${domain}`, `--hosts ${hosts.join(',')}`]),
    ...(names.tenantId === undefined ? [] : [`--tenant-id ${names.tenantId}`]),
    ...(cause?.scenario === undefined ? [] : [`--scenario ${cause.scenario}`]),
  ].join(' ');
  const out = (cause?.direction ?? (cause ? undefined : direction)) === 'on-premises -> cloud';
  const lines = cause?.reproduce?.map((line) => fillNames(line, { domain }));
  return {
    shows: cause?.id,
    start,
    break: lines && `npx exchange-oauth-lab shell -Command '${lines.join('; ')}'`,
    test: out
      ? `npx Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com -Mailbox user2@${domain}`
      : `npx Test-OAuthConnectivity -Service EWS -TargetUri https://${publishedName(hosts)} -Mailbox user1@${domain}`,
  };
}

/** The organisation's names and its Autodiscover; the lab's own where there are none. */
function hostsOf({ domain, hosts }: CustomerNames): readonly string[] {
  if (domain === undefined) return [`owa.${defaultDomain}`, `hybrid.${defaultDomain}`, `autodiscover.${defaultDomain}`];
  const own = hosts.length > 0 ? hosts.slice(0, mostHosts) : [`mail.${domain}`];
  return [...new Set([...own, `autodiscover.${domain}`])];
}

/** As the lab's scenarios choose it. */
function publishedName(hosts: readonly string[]): string {
  return hosts.find((host) => host.startsWith('hybrid.')) ?? hosts[0] ?? '';
}
