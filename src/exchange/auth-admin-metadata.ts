import { signingKeys } from '../authentication/signing-keys.js';
import { MetadataError, withMetadata } from '../directory/auth-metadata.js';
import { type AuthServer, isDirectoryReachable } from '../directory/organization.js';
import { type MetadataProblem, metadataNotTaken } from '../evidence/events/auth-admin.js';
import { authServerNamed } from '../evidence/events/oauth.js';
import type { AuthServerMetadata } from '../protocol/metadata-document.js';
import { serverIdentity } from './server-identity.js';
import type { ServiceHostParts } from './service-host-parts.js';

const minute = 60 * 1000;

/** "12 h in code, 15 min after a transient failure"; Microsoft's page says 8 hours (facts/oauth-inbound §5). */
const intervals = { usual: 12 * 60 * minute, afterFailure: 15 * minute } as const;

/** How often the servicelet looks whether it is time. */
export const metadataLookInterval = intervals.afterFailure;

/** An auth server's metadata, or why it is not taken over. */
type Reading =
  | { readonly server: AuthServer; readonly metadata: AuthServerMetadata }
  | { readonly server: AuthServer; readonly problem: MetadataProblem; readonly reason: string };

/**
 * What the AuthAdmin servicelet does beside publishing: it reads the metadata of the auth servers into the directory, and
 * writes events 2008 to 2012 where it can't. When the lab itself starts it does not read: the servers of the lab have been
 * running before. Of partner applications it is not known.
 */
export class AuthAdminMetadata {
  readonly #parts: ServiceHostParts;
  #due = Number.POSITIVE_INFINITY;
  #last = 0;
  /** Another one after each start and stop: a reading of before tells nothing any more. */
  #run = 0;

  constructor(parts: ServiceHostParts) {
    this.#parts = parts;
  }

  start(now: number): void {
    this.#run++;
    this.#plan(now, intervals.usual);
  }

  stop(): void {
    this.#run++;
    this.#due = Number.POSITIVE_INFINITY;
  }

  async refreshWhenDue(now: number): Promise<void> {
    if (now < this.#last) this.#plan(now, intervals.usual); // a clock set back
    if (now >= this.#due) await this.refresh(now);
  }

  async refresh(now: number): Promise<void> {
    const run = this.#run;
    this.#plan(now, intervals.usual);
    const { organization } = this.#parts.state.state;
    if (!isDirectoryReachable(organization)) return;
    const enabled = organization.authServers.filter((server) => server.enabled);
    const readings = await Promise.all(enabled.map((server) => this.#read(server)));
    if (run !== this.#run) return;
    if (readings.some((reading) => 'metadata' in reading)) await this.#takeOver(readings);
    for (const reading of readings) if ('problem' in reading) this.#tell(reading);
    if (readings.some((reading) => 'problem' in reading && reading.problem === 'UnableToAccessMetadata')) {
      this.#plan(now, intervals.afterFailure);
    }
  }

  #plan(now: number, interval: number): void {
    this.#last = now;
    this.#due = now + interval;
  }

  async #read(server: AuthServer): Promise<Reading> {
    const { authMetadataUrl } = server;
    if (!isMetadataUrl(authMetadataUrl)) {
      return { server, problem: 'InvalidMetadataUrl', reason: `'${authMetadataUrl}' is no https or http URL.` };
    }
    try {
      const metadata = await this.#parts.readMetadata(new URL(authMetadataUrl));
      const { certificates } = metadata;
      const unreadable = certificates.length - signingKeys(certificates).length;
      if (unreadable === 0) return { server, metadata };
      const reason = `${unreadable} of its ${certificates.length} certificates can't be read.`;
      return { server, problem: 'InvalidCertificates', reason };
    } catch (error) {
      if (!(error instanceof MetadataError)) throw error;
      return { server, problem: error.problem, reason: error.message };
    }
  }

  /** By GUID and URL: one that was removed or sent elsewhere meanwhile stays as it is. */
  #takeOver(readings: readonly Reading[]): Promise<void> {
    return this.#parts.state.change((current) => {
      const authServers = current.organization.authServers.map((server) => {
        const reading = readings.find(({ server: { guid } }) => guid === server.guid);
        if (!reading || !('metadata' in reading) || reading.server.authMetadataUrl !== server.authMetadataUrl) {
          return server;
        }
        const next = withMetadata(server, reading.metadata);
        return JSON.stringify(next) === JSON.stringify(server) ? server : next;
      });
      if (authServers.every((server, index) => server === current.organization.authServers[index])) return current;
      return { ...current, organization: { ...current.organization, authServers } };
    });
  }

  #tell({ server, problem, reason }: Extract<Reading, { readonly problem: MetadataProblem }>): void {
    const { state, eventLog } = this.#parts;
    const { fqdn } = serverIdentity(state.state.organization);
    eventLog.write(metadataNotTaken(problem, authServerNamed(server.name), reason, fqdn));
  }
}

function isMetadataUrl(text: string): boolean {
  return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol);
}
