import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

/** An RSA key pair in PEM: the public key as SubjectPublicKeyInfo, the private key as PKCS#8. */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

const generate = promisify(generateKeyPair);

/** Makes an RSA key pair. Several calls run in parallel, off the event loop. */
export async function generateRsaKeyPair(keySize = 2048): Promise<KeyPair> {
  return generate('rsa', {
    modulusLength: keySize,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
