import { X509Certificate } from 'node:crypto';
import { realTime } from '../clock.js';
import { healthyNetwork } from '../network/publishing.js';
import { base64DerOf, thumbprintOf } from '../pki/thumbprint.js';
import type { ExchangeVersion } from '../protocol/exchange-version.js';
import { defaultOrganization } from './default-organization.js';
import { defaultTenants } from './default-tenants.js';
import type { LabState } from './state.js';
import type { KeyCredential } from './tenant.js';
import type { World } from './world.js';

/** A healthy lab: the organisation after the hybrid wizard, the cloud knowing its auth certificate, no fault on the wire. */
export function defaultState(seed: {
  readonly world: World;
  readonly exchangeVersion: ExchangeVersion;
  /** The organisation's first auth certificate, PEM. */
  readonly authCertificate: string;
  /** Thumbprint of the certificate that serves HTTPS, and SMTP as well. */
  readonly tlsCertificateThumbprint: string;
  /** Which keys the state belongs to: thumbprint of the organisation's root. */
  readonly keys: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}): LabState {
  return {
    version: 1,
    world: seed.world,
    keys: seed.keys,
    organization: defaultOrganization({
      world: seed.world,
      exchangeVersion: seed.exchangeVersion,
      authCertificateName: commonNameOf(seed.authCertificate),
      authCertificateThumbprint: thumbprintOf(seed.authCertificate),
      tlsCertificateThumbprint: seed.tlsCertificateThumbprint,
      created: new Date(seed.now).toISOString(),
    }),
    tenants: defaultTenants(seed.world, keyCredentialOf(seed.authCertificate)),
    network: healthyNetwork,
    clock: realTime,
    activeScenarios: [],
  };
}

function commonNameOf(certificate: string): string {
  return new X509Certificate(certificate).subject.replace(/^CN=/, '');
}

/** A certificate as the cloud stores its public key. */
export function keyCredentialOf(certificate: string): KeyCredential {
  const { validFrom, validTo } = new X509Certificate(certificate);
  return {
    keyId: '4d9b6e02-1c73-45f8-a6d0-2e8f5b91c7a3',
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    key: base64DerOf(certificate),
    startDateTime: new Date(validFrom).toISOString(),
    endDateTime: new Date(validTo).toISOString(),
  };
}
