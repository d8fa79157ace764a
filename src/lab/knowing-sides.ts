import type { Clock } from '../clock.js';
import { authCertificateThumbprints } from '../directory/auth-config.js';
import {
  certificateOn,
  certificatesOfFrontEnd,
  clockOfServer,
  type ExchangeServer,
} from '../directory/exchange-server.js';
import type { Organization } from '../directory/organization.js';
import type { LabState } from '../directory/state.js';
import { credentialsOf, type KeyCredential } from '../directory/tenant.js';
import { exchangeMetadata } from '../exchange/metadata.js';
import type { WorkerProcess } from '../exchange/worker-process.js';
import { authCertificateSubject } from '../import/imported-certificates.js';
import { certificateDetails } from '../pki/certificate-details.js';
import { sameText } from '../protocol/audience.js';
import { exchangeApplicationId } from '../protocol/well-known.js';
import type { KnownTo } from '../shell/auth-certificates/view.js';
import { isKnown, publicHosts } from '../shell/hybrid.js';
import { thumbprintOfCredential } from '../shell/key-credentials.js';
import type { LabStorage } from './storage.js';

/** A side of the hybrid that knows auth certificates, or should. */
export interface KnowingSide extends Pick<KnownTo, 'place' | 'name'> {
  /** Those that it knows as auth certificates; base64 DER or PEM where it can show the certificate itself. */
  readonly certificates: ReadonlyMap<string, string | undefined>;
  look(thumbprint: string): Omit<KnownTo, 'place' | 'name'>;
}

/** Every side but the worker processes, as their cmdlets and documents would show it. */
export function knowingSides({ state: { state }, certificates }: LabStorage, clock: Clock): readonly KnowingSide[] {
  const stored = certificates.exchangeCertificates;
  return [
    ...state.organization.servers.map((server) => serverSide(server, state.organization, stored)),
    metadataSide(state.organization, stored, clock),
    ...cloudSides(state, clock.now()),
  ];
}

type Stored = LabStorage['certificates']['exchangeCertificates'];

/** The store of a server, as Get-ExchangeCertificate shows it. */
function serverSide(server: ExchangeServer, organization: Organization, stored: Stored): KnowingSide {
  const configured = authCertificateThumbprints(organization);
  const asked = server.reachable ? server.certificates : [];
  const own = asked.flatMap(({ thumbprint }) => {
    const certificate = stored.get(thumbprint)?.certificate;
    if (certificate === undefined) return [];
    const isOne = configured.includes(thumbprint) || isNamedAuthCertificate(certificate);
    return isOne ? [[thumbprint, certificate] as const] : [];
  });
  return {
    place: 'server',
    name: server.name,
    certificates: new Map(own),
    look(thumbprint) {
      if (!server.reachable) return { known: null, detail: `${server.fqdn} can’t be reached` };
      const found = certificateOn(server, thumbprint);
      if (!found) return { known: false, detail: 'not in its store' };
      return { known: true, detail: `in its store, ${found.hasPrivateKey ? 'with' : 'without'} the private key` };
    },
  };
}

function isNamedAuthCertificate(certificate: string): boolean {
  return sameText(certificateDetails(certificate).subject, authCertificateSubject);
}

/** What whoever reads the metadata document finds now. */
function metadataSide(organization: Organization, stored: Stored, clock: Clock): KnowingSide {
  const [server] = organization.servers;
  const host = publicHosts(organization)[0] ?? server?.fqdn ?? '';
  const now = clockOfServer(server, clock).now();
  const document = exchangeMetadata(organization, certificatesOfFrontEnd(organization, stored), host, now);
  const keys = document.keys.map(({ keyinfo, keyvalue }) => [hexOf(keyinfo.x5t), keyvalue.value] as const);
  const published = new Map(keys);
  return {
    place: 'metadata',
    name: document.endpoints[0]?.location ?? host,
    certificates: published,
    look: (thumbprint) => {
      const known = published.has(thumbprint);
      return { known, detail: known ? 'published' : 'not published' };
    },
  };
}

function hexOf(x5t: string): string {
  return Buffer.from(x5t, 'base64url').toString('hex').toUpperCase();
}

/** Exchange's own service principal in the organisation's tenant, and every other that has keys. */
function cloudSides({ tenants, world }: LabState, now: number): readonly KnowingSide[] {
  return tenants.flatMap((tenant) =>
    tenant.servicePrincipals.flatMap((principal) => {
      const keys = credentialsOf(tenant, principal);
      const isOwn = tenant.tenantId === world.tenantId && sameText(principal.appId, exchangeApplicationId);
      const name = `${tenant.initialDomain}, ${principal.displayName} (${principal.appId})`;
      return isOwn || keys.length > 0 ? [credentialSide(name, keys, now)] : [];
    }),
  );
}

function credentialSide(name: string, keys: readonly KeyCredential[], now: number): KnowingSide {
  return {
    place: 'keyCredential',
    name,
    certificates: new Map(keys.map((key) => [thumbprintOfCredential(key), key.key])),
    look(thumbprint) {
      const held = keys.filter((key) => thumbprintOfCredential(key) === thumbprint);
      const last = held.toSorted((a, b) => Date.parse(a.endDateTime) - Date.parse(b.endDateTime)).at(-1);
      if (!last) return { known: false, detail: 'no such key' };
      const known = isKnown(held, thumbprint, now);
      const detail = known ? 'has the key' : 'has the key, which counts no more';
      return { known, detail, start: last.startDateTime, end: last.endDateTime };
    },
  };
}

/** What the on-premises servers ask for tokens with until they load it again: no cmdlet shows that. */
export function loadedSide({ outbound }: WorkerProcess): KnowingSide {
  const { loaded, nextLoad } = outbound;
  const thumbprints = loaded ? authCertificateThumbprints(loaded.organization) : [];
  const again = `loaded again after ${new Date(nextLoad).toISOString()}, or by iisreset`;
  return {
    place: 'loaded',
    name: 'worker processes',
    certificates: new Map(thumbprints.map((thumbprint) => [thumbprint, undefined])),
    look(thumbprint) {
      if (!loaded) return { known: null, detail: 'nothing is loaded yet; the next request for a token loads it' };
      const { authConfig } = loaded.organization;
      const role =
        thumbprint === authConfig.currentCertificateThumbprint
          ? 'signs with it'
          : thumbprints.includes(thumbprint)
            ? 'knows it'
            : 'does not know it';
      return { known: thumbprints.includes(thumbprint), detail: `${role}; ${again}` };
    },
  };
}
