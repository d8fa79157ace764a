import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Clock } from '../clock.js';
import { tokenSigningCertificates } from '../directory/token-signing.js';
import { withKey } from '../pki/certificate.js';
import { makeToken } from '../tokens/made-to-measure.js';
import type { TokenOrder } from '../tokens/token-order.js';
import type { LabStorage } from './storage.js';

/** Makes tokens to measure out of a lab's directory and keys; throws TokenOrderError. */
export function createTokenMaker({ state, certificates }: LabStorage, clock: Clock): (order: TokenOrder) => string {
  let strangersKey: KeyObject | undefined; // made when first asked for, since making one takes a while
  const unknownKey = () => {
    strangersKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    return strangersKey;
  };
  return (order) => {
    const { organization, tenants, world } = state.state;
    return makeToken(order, {
      organization,
      tenants,
      defaultHost: world.hosts[0] ?? world.domain,
      defaultMailbox: `user1@${world.domain}`,
      authServer: tokenSigningCertificates(state.state, certificates)[0],
      authCertificate: withKey(
        certificates.exchangeCertificates.get(organization.authConfig.currentCertificateThumbprint),
      ),
      unknownKey,
      now: clock.now(),
    });
  };
}
