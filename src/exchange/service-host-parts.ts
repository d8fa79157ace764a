import type { LabClock } from '../clock.js';
import type { StateHolder } from '../directory/state.js';
import type { EventLog } from '../evidence/event-log.js';
import type { CertificateStore } from '../pki/store.js';
import type { AuthServerMetadata } from '../protocol/metadata-document.js';

/** What the servicelets of an on-premises server work on. */
export interface ServiceHostParts {
  readonly state: StateHolder;
  readonly certificates: Pick<CertificateStore, 'exchangeCertificates'>;
  readonly eventLog: EventLog;
  readonly clock: LabClock;
  /** Reads an auth server's metadata over the network; throws MetadataError. */
  readonly readMetadata: (url: URL) => Promise<AuthServerMetadata>;
}
