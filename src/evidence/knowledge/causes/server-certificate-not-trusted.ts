import type { Cause } from '../cause.js';

export const serverCertificateNotTrusted: Cause = {
  id: 'server-certificate-not-trusted',
  title: 'The TLS certificate of the target is not trusted',
  part: 'network',
  explanation: 'The caller does not trust the certificate, or it is not for that name or has run out.',
  tellApart: ['"Could not establish trust relationship for the SSL/TLS secure channel."'],
  fix: [
    { say: 'Look at it.', command: 'openssl s_client -connect <host>:443 -servername <host>' },
    { say: 'Publish with a certificate of a public authority for that name.' },
  ],
  scenario: 'server-certificate-not-trusted',
  sources: ['well-known .NET text', 'facts/oauth-outbound-admin §1.8'],
};
