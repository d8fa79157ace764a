import type { Cause } from '../cause.js';

export const previousCertificateClearedTooEarly: Cause = {
  id: 'previous-certificate-cleared-too-early',
  title: 'The previous auth certificate was cleared while its tokens are still about',
  part: 'client',
  explanation:
    "Exchange publishes the current and the previous key. Cleared too early, partners that have not read the metadata since can't check the newer tokens, and older tokens fit no key; this is inferred.",
  tellApart: ['Partners fail after the change of certificate, for a time.'],
  fix: [{ say: 'Wait for a cycle of the metadata, or have the partner read it again.' }],
  sources: ['facts/oauth-outbound-admin §6.2 A15 (inferred)', 'facts/oauth-inbound §4.3 and §5'],
};
