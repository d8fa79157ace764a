import { sign } from 'node:crypto';
import type { asn1, pki } from 'node-forge';

type Forge = typeof import('node-forge');

/** node-forge lays out what is to be signed; node:crypto signs it, thirty times as fast as forge's own RSA. */
export function foreignSigner(forge: Forge, privateKey: string, toBeSigned: () => asn1.Asn1): pki.rsa.PrivateKey {
  const signer: Pick<pki.rsa.PrivateKey, 'sign'> = {
    sign: () => {
      const bytes = Buffer.from(forge.asn1.toDer(toBeSigned()).getBytes(), 'latin1');
      return sign('sha256', bytes, privateKey).toString('latin1');
    },
  };
  return signer as pki.rsa.PrivateKey;
}
