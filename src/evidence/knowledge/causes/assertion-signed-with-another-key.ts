import type { Cause } from '../cause.js';

export const assertionSignedWithAnotherKey: Cause = {
  id: 'assertion-signed-with-another-key',
  title: 'The signature of the token request does not fit the key of that thumbprint',
  part: 'token service',
  explanation:
    'The cloud knows a key of that thumbprint, but the signature was made with another: certificate and private key on the server do not belong together.',
  tellApart: [
    '"The key was found, but use of the key to verify the signature failed"; with "The key was not found" it is only missing.',
  ],
  fix: [
    {
      say: 'Import the certificate with its key again on that server, or make a new one.',
      command:
        'Get-ExchangeCertificate (Get-AuthConfig).CurrentCertificateThumbprint | Format-List Thumbprint,HasPrivateKey,Status',
    },
  ],
  sources: ['facts/oauth-outbound-admin §1.8 F17', 'Entra wording from public threads'],
};
