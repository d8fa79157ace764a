import { signingKeys } from '../authentication/signing-keys.js';
import type { TrustConfiguration, TrustedIssuer } from '../authentication/trust.js';
import type { AuthServer, Organization } from '../directory/organization.js';
import type { EventLog, NewEvent } from '../evidence/event-log.js';
import {
  authServerNamed,
  configurationNotLoaded,
  metadataNotRead,
  newCertificatesRead,
  partnerApplicationNamed,
  tokenNotAuthenticated,
} from '../evidence/events/oauth.js';
import { configurationEvents } from './configuration-events.js';
import { serverIdentity } from './server-identity.js';

/** What the worker processes tell the event log: the source MSExchange OAuth (facts/oauth-inbound §5). */
export class WorkerEvents {
  readonly #eventLog: EventLog;
  readonly #organization: () => Organization;
  #closing = false;

  constructor(eventLog: EventLog, organization: () => Organization) {
    this.#eventLog = eventLog;
    this.#organization = organization;
  }

  configurationLoaded(organization: Organization, trust: TrustConfiguration): void {
    this.#write(...configurationEvents(organization, trust, this.#machineName));
  }

  configurationNotLoaded(minutes: number): void {
    this.#write(configurationNotLoaded(minutes, this.#machineName));
  }

  signatureFailed(issuer: TrustedIssuer): void {
    this.#write(tokenNotAuthenticated(named(issuer), this.#machineName));
  }

  /** `certificates` are those that neither the directory nor an earlier reading had. */
  metadataRead({ name }: AuthServer, certificates: readonly string[]): void {
    const thumbprints = signingKeys(certificates).map(({ thumbprint }) => thumbprint);
    if (thumbprints.length > 0) this.#write(newCertificatesRead(name, thumbprints, this.#machineName));
  }

  metadataNotRead({ name }: AuthServer, reason: string): void {
    if (!this.#closing) this.#write(metadataNotRead(name, reason, this.#machineName));
  }

  /** The lab takes the network away now: what can't be read any more is no failure. */
  close(): void {
    this.#closing = true;
  }

  get #machineName(): string {
    return serverIdentity(this.#organization()).fqdn;
  }

  #write(...events: readonly NewEvent[]): void {
    for (const event of events) this.#eventLog.writeSparingly(event);
  }
}

function named({ kind, name }: TrustedIssuer): string {
  switch (kind) {
    case 'authServer':
    case 'entra':
      return authServerNamed(name);
    case 'partnerApplication':
      return partnerApplicationNamed(name);
    case 'self':
      return `organization '${name}' itself`;
  }
}
