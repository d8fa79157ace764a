import { daysLeftUnlessToday } from './lifetime.js';

/** A mailbox server as the query for a certificate finds it. */
export interface MonitoredServer {
  readonly fqdn: string;
  readonly adSite: string;
  /** False: the query ends with another error than that there is no such certificate. */
  readonly reachable: boolean;
  /** Thumbprints of the certificates in its store. */
  readonly thumbprints: readonly string[];
}

/** What the check looks at. Thumbprints are empty where Get-AuthConfig shows a blank; moments are milliseconds since 1970. */
export interface AuthCertificateStatusInput {
  readonly currentThumbprint: string;
  readonly nextThumbprint: string;
  readonly servers: readonly MonitoredServer[];
  /** When the certificates end, by thumbprint. */
  readonly notAfter: ReadonlyMap<string, number>;
  readonly hybridConfigured: boolean;
  readonly ignoreUnreachableServers: boolean;
  readonly ignoreHybridConfig: boolean;
  readonly enforceNewAuthCertificate: boolean;
  readonly now: number;
}

/** The script's own object: names and order of facts/oauth-outbound-admin §4.2. */
export interface AuthCertificateStatus {
  readonly CurrentAuthCertificateThumbprint: string;
  readonly CurrentAuthCertificateLifetimeInDays: number;
  readonly ReplaceRequired: boolean;
  readonly CurrentAuthCertificateImportRequired: boolean;
  readonly NextAuthCertificateThumbprint: string;
  readonly NextAuthCertificateLifetimeInDays: number;
  readonly ConfigureNextAuthRequired: boolean;
  readonly NextAuthCertificateImportRequired: boolean;
  readonly NumberOfUnreachableServers: number;
  readonly UnreachableServersList: readonly string[];
  readonly AuthCertificateFoundOnServers: readonly string[];
  readonly AuthCertificateMissingOnServers: readonly string[];
  readonly NextAuthCertificateFoundOnServers: readonly string[];
  readonly NextAuthCertificateMissingOnServers: readonly string[];
  readonly HybridSetupDetected: boolean;
  readonly StopProcessingDueToHybrid: boolean;
  readonly MultipleExchangeADSites: boolean;
}

/** The next certificate is renewed when it has no more days left than this, and the current one no more than that. */
const nextThreshold = 120;
const currentThreshold = 60;

/** The algorithm of facts/oauth-outbound-admin §4.2, step by step. */
export function authCertificateStatus(input: AuthCertificateStatusInput): AuthCertificateStatus {
  const { currentThumbprint, nextThumbprint, servers, hybridConfigured } = input;
  // Without a current certificate nobody is asked for anything: not even for the next one, which only reachable servers are.
  const asked = currentThumbprint === '' ? [] : servers;
  const reachable = asked.filter((server) => server.reachable);
  const unreachable = asked.filter((server) => !server.reachable).map(({ fqdn }) => fqdn);
  const current = search(currentThumbprint, reachable);
  const next = search(nextThumbprint, reachable);
  const { currentDays, nextDays, state } =
    unreachable.length > 0 && !input.ignoreUnreachableServers ? noVerdict : judge(current, next, input);
  const isNewOneDue = state === 'S1' || state === 'S2' || state === 'S3';
  return {
    CurrentAuthCertificateThumbprint: currentThumbprint,
    CurrentAuthCertificateLifetimeInDays: currentDays,
    ReplaceRequired: state === 'S1' || state === 'S3',
    CurrentAuthCertificateImportRequired: state === 'S4',
    NextAuthCertificateThumbprint: nextThumbprint,
    NextAuthCertificateLifetimeInDays: nextDays,
    ConfigureNextAuthRequired: state === 'S2',
    NextAuthCertificateImportRequired: state === 'S5',
    NumberOfUnreachableServers: unreachable.length,
    UnreachableServersList: unreachable,
    AuthCertificateFoundOnServers: current.found,
    AuthCertificateMissingOnServers: current.missing,
    NextAuthCertificateFoundOnServers: next.found,
    NextAuthCertificateMissingOnServers: next.missing,
    HybridSetupDetected: hybridConfigured,
    StopProcessingDueToHybrid: hybridConfigured && !input.ignoreHybridConfig && isNewOneDue,
    MultipleExchangeADSites: new Set(servers.map(({ adSite }) => adSite.toLowerCase())).size > 1,
  };
}

/** What days are before they are counted, and stay where there is nothing to count. */
const unknownLifetime = -1;

interface Search {
  readonly thumbprint: string;
  readonly found: readonly string[];
  readonly missing: readonly string[];
}

function search(thumbprint: string, servers: readonly MonitoredServer[]): Search {
  if (thumbprint === '') return { thumbprint, found: [], missing: [] };
  const has = ({ thumbprints }: MonitoredServer) => thumbprints.includes(thumbprint);
  return {
    thumbprint,
    found: servers.filter(has).map(({ fqdn }) => fqdn),
    missing: servers.filter((server) => !has(server)).map(({ fqdn }) => fqdn),
  };
}

/** It is counted where some server has the certificate: more are reachable than miss it. */
function lifetime({ thumbprint, found }: Search, { notAfter, now }: AuthCertificateStatusInput): number {
  const end = notAfter.get(thumbprint);
  return found.length > 0 && end !== undefined ? daysLeftUnlessToday(end, now) : unknownLifetime;
}

interface Verdict {
  readonly currentDays: number;
  readonly nextDays: number;
  readonly state: 'S1' | 'S2' | 'S3' | 'S4' | 'S5' | undefined;
}

const noVerdict: Verdict = { currentDays: unknownLifetime, nextDays: unknownLifetime, state: undefined };

function judge(current: Search, next: Search, input: AuthCertificateStatusInput): Verdict {
  const currentDays = lifetime(current, input);
  const nextDays = lifetime(next, input);
  return { currentDays, nextDays, state: stateOf(currentDays, nextDays, current, next, input) };
}

/** The table of states: the first that fits. */
function stateOf(
  currentDays: number,
  nextDays: number,
  current: Search,
  next: Search,
  { enforceNewAuthCertificate }: AuthCertificateStatusInput,
): Verdict['state'] {
  const nothingMissing = current.missing.length === 0 && next.missing.length === 0;
  const isDue = currentDays >= 0 && currentDays <= currentThreshold && nextDays <= nextThreshold;
  if (currentDays < 0 && nextDays < 0) return 'S1';
  if ((isDue && nothingMissing) || enforceNewAuthCertificate) return 'S2';
  if (currentDays <= 0 && nextDays >= 0) return 'S3';
  if (current.missing.length > 0) return 'S4';
  if (next.missing.length > 0) return 'S5';
  return undefined;
}
