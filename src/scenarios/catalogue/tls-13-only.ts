import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** That Exchange Online's client speaks up to TLS 1.2 only is inferred: .NET Framework does, unless told otherwise. */
export const tls13Only: Scenario = {
  id: 'tls-13-only',
  title: 'The proxy speaks nothing older than TLS 1.3',
  difficulty: 'hard',
  direction: 'cloud -> on-premises',
  subjects: ['tls'],
  teaches:
    'TLS fails in both directions: too old is refused, and too new has nobody to talk to. Both sides need one version in common.',
  ticket: () =>
    'The security audit was a success: the reverse proxy has the best grade of the test site since last night, A+. Only the free/busy times from the cloud are missing, but that is Exchange, not us.',
  hints: () => [
    'An excellent grade and no conversation. How far does the cloud get?',
    'No line in the IIS log, and the words of a reset: the handshake itself has failed.',
    'What was switched off for the grade? Which versions are left, and which does the caller speak?',
  ],
  cause: 'tls-version-inbound',
  explanation: 'Here the published port offers TLS 1.3 alone. That Exchange Online speaks up to TLS 1.2 is inferred.',
  sources: ['facts/oauth-outbound-admin §1.8 F04 and §6.2 D08'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -MinTlsVersion Tls13 -MaxTlsVersion Tls13')],
  expected: () => ({
    result: 'Error',
    says: ['An existing connection was forcibly closed by the remote host'],
    iisStatus: [],
  }),
  mend: () => [onNetwork('Set-LabPublishing -MinTlsVersion Tls12 -MaxTlsVersion Tls13')],
};
