import type { Clock } from '../clock.js';
import type { AuthServer, Organization } from '../directory/organization.js';
import type { AuthServerMetadata } from '../protocol/metadata-document.js';

const day = 24 * 60 * 60 * 1000;

/** How often, and how stubbornly, certificates are read again (facts/oauth-inbound §5). */
const rules = { interval: day, retries: 3, extraReadsPerDay: 3 } as const;

export interface MetadataRefreshOptions {
  readonly organization: () => Organization;
  /** Reads a metadata document over the network; throws when there is none to be had. */
  readonly read: (url: URL) => Promise<Pick<AuthServerMetadata, 'certificates'>>;
  readonly clock: Clock;
  /** Hears how a reading ended: which certificates it brought that were not known, or, after the last attempt, why it failed. */
  readonly onRead?: (server: AuthServer, certificates: readonly string[]) => void;
  readonly onFailure?: (server: AuthServer, reason: string) => void;
}

/** What is remembered of one auth server. */
interface Memory {
  /** The last reading of every 24 hours, at first when the worker process met the auth server. */
  countedFrom: number;
  /** When signature failures led to a reading. */
  extraReads: readonly number[];
  certificates: readonly string[];
  reading: boolean;
  failure: string | undefined;
}

/**
 * The certificates that the worker process itself reads from the auth servers' metadata: every 24 hours, and once more
 * when a signature fails. They count beside those of the directory as soon as the configuration is loaded again. They
 * stay in memory: facts/oauth-inbound §5 tells these readings from those of the AuthAdmin servicelet, which writes the
 * directory (auth-admin-metadata.ts). Inferred: that both sets count,
 * that retries follow at once, and that a reading after a signature failure has none. No request waits for a reading.
 */
export class MetadataRefresh {
  #memories = new Map<string, Memory>();
  #completed: { readonly from: Organization; readonly organization: Organization } | undefined;
  /** When the auth servers were gone through, and until when none of them is due. */
  #looked: { readonly authServers: readonly AuthServer[]; readonly at: number; readonly nextDue: number } | undefined;
  readonly #options: MetadataRefreshOptions;

  constructor(options: MetadataRefreshOptions) {
    this.#options = options;
  }

  /** Begins the readings that are due. */
  refreshWhenDue(): void {
    const now = this.#options.clock.now();
    const { authServers } = this.#options.organization();
    const looked = this.#looked;
    // Every request comes by here: as long as nothing can be due, a thousand auth servers are not gone through.
    if (looked?.authServers === authServers && now >= looked.at && now < looked.nextDue) return;
    let oldest = now;
    for (const server of authServers) {
      const memory = this.#memoryOf(server, now);
      const age = now - memory.countedFrom;
      if (age < 0 || age >= rules.interval) {
        memory.countedFrom = now;
        if (server.enabled && !memory.reading) void this.#read(server, memory, 1 + rules.retries);
      }
      oldest = Math.min(oldest, memory.countedFrom);
    }
    this.#looked = { authServers, at: now, nextDue: oldest + rules.interval };
  }

  /** A token of this auth server had a signature that none of its certificates made. */
  signatureFailed(name: string): void {
    const server = this.#options.organization().authServers.find((candidate) => candidate.name === name);
    if (!server) return; // removed since the configuration was loaded
    const now = this.#options.clock.now();
    const memory = this.#memoryOf(server, now);
    const recent = memory.extraReads.filter((moment) => now >= moment && now - moment < day);
    if (memory.reading || recent.length >= rules.extraReadsPerDay) return;
    memory.extraReads = [...recent, now];
    void this.#read(server, memory, 1);
  }

  /** The organisation with what was read since: the same object as long as nothing is new. */
  complete(organization: Organization): Organization {
    if (this.#completed?.from !== organization) {
      const authServers = organization.authServers.map((server) => this.#withRead(server));
      this.#completed = { from: organization, organization: { ...organization, authServers } };
    }
    return this.#completed.organization;
  }

  /** Why the last reading of an auth server failed, if it did. */
  failureOf(server: AuthServer): string | undefined {
    return this.#memories.get(keyOf(server))?.failure;
  }

  /** What iisreset does; a reading under way then reads for nobody. */
  recycle(): void {
    this.#memories = new Map();
    this.#completed = undefined;
    this.#looked = undefined;
  }

  async #read(server: AuthServer, memory: Memory, attempts: number): Promise<void> {
    memory.reading = true;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      try {
        const { certificates } = await this.#options.read(new URL(server.authMetadataUrl));
        this.#remember(server, memory, certificates);
        break;
      } catch (error) {
        memory.failure = (error as Error).message; // what was known before still counts
      }
    }
    memory.reading = false;
    // A process that was recycled meanwhile tells nothing any more.
    if (memory.failure !== undefined && this.#memories.get(keyOf(server)) === memory)
      this.#options.onFailure?.(server, memory.failure);
  }

  #remember(server: AuthServer, memory: Memory, certificates: readonly string[]): void {
    const known = this.#withRead(server).certificateStrings;
    const isCurrent = this.#memories.get(keyOf(server)) === memory;
    Object.assign(memory, { certificates, failure: undefined });
    this.#completed = undefined;
    const added = certificates.filter((certificate) => !known.includes(certificate));
    if (isCurrent && added.length > 0) this.#options.onRead?.(server, added);
  }

  #withRead(server: AuthServer): AuthServer {
    const read = this.#memories.get(keyOf(server))?.certificates ?? [];
    return { ...server, certificateStrings: [...new Set([...server.certificateStrings, ...read])] };
  }

  #memoryOf(server: AuthServer, now: number): Memory {
    const key = keyOf(server);
    const known = this.#memories.get(key);
    if (known) return known;
    const memory: Memory = { countedFrom: now, extraReads: [], certificates: [], reading: false, failure: undefined };
    this.#memories.set(key, memory);
    return memory;
  }
}

/** Another URL is another issuer: nothing that was read from the old one is held against it. */
function keyOf({ guid, authMetadataUrl }: AuthServer): string {
  return `${guid} ${authMetadataUrl}`;
}
