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

/** Scenarios that show their failure once Exchange has something in memory: after a first good run. */
const afterGoodRun: ReadonlySet<string> = new Set(['active-directory-down']);

export function labCommands(causes: readonly Cause[], names: CustomerNames, direction?: Direction): LabCommands {
  const cause = causes.find(({ scenario, reproduce }) => scenario !== undefined || reproduce !== undefined);
  const test = testCommand(cause ? cause.direction : direction, names);
  const scenario = cause?.scenario;
  const later = scenario !== undefined && afterGoodRun.has(scenario);
  return {
    shows: cause?.id,
    start: startCommand(names, later ? undefined : scenario),
    break: later ? `${test}\nnpx exchange-oauth-lab scenarios activate ${scenario}` : breakCommand(cause, names),
    test,
  };
}

function startCommand(names: CustomerNames, scenario: string | undefined): string {
  return [
    'npx exchange-oauth-lab start',
    ...worldOf(names),
    ...(scenario === undefined ? [] : [`--scenario ${scenario}`]),
  ].join(' ');
}

/** A data directory holds one world: another name or tenant needs another directory. */
function worldOf(names: CustomerNames): readonly string[] {
  const { domain, tenantId } = names;
  const [host = ''] = hostsOf(names);
  const own = domain === undefined ? [] : [`--domain ${domain}`, `--hosts ${hostsOf(names).join(',')}`];
  const tenant = tenantId === undefined ? [] : [`--tenant-id ${tenantId}`];
  const directory = `lab-${domain === undefined ? tenantId : host}`;
  return own.length + tenant.length === 0 ? [] : [...own, ...tenant, `--data-dir ${directory}`];
}

/** In quotation marks that bash and PowerShell both leave alone. */
function breakCommand(cause: Cause | undefined, { domain = defaultDomain }: CustomerNames): string | undefined {
  const lines = cause?.reproduce?.map((line) => fillNames(line, { domain }));
  return lines && `npx exchange-oauth-lab shell -Command '${lines.join('; ')}'`;
}

function testCommand(direction: Direction | undefined, names: CustomerNames): string {
  const { domain = defaultDomain } = names;
  return direction === 'on-premises -> cloud'
    ? `npx Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com -Mailbox user2@${domain}`
    : `npx Test-OAuthConnectivity -Service EWS -TargetUri https://${publishedName(hostsOf(names))} -Mailbox user1@${domain}`;
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
