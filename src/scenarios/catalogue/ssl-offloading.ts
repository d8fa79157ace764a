import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, commandLine, onNetwork } from '../steps.js';

/** facts/oauth-outbound-admin §1.8 F10 and §6.2 D03; facts/oauth-inbound §1.4 for what breaks by it and what does not. */
export const sslOffloading: Scenario = {
  id: 'ssl-offloading',
  title: 'SSL offloading breaks Outlook’s tokens, and not those of the hybrid',
  difficulty: 'hard',
  direction: 'cloud -> on-premises',
  subjects: ['upstreamScheme'],
  teaches:
    'The audience of a token of modern authentication is a URL, and its scheme counts. That of a server-to-server token is a bare host name: with Host preserved it survives offloading to port 80, and the OAuth test stays green.',
  ticket: () =>
    'The new load balancer takes the encryption off our servers, and the processors thank us. Since then Outlook on phones asks for a password again and again. The OAuth test is green, says the vendor, so it must be the phones.',
  hints: () => [
    'Two kinds of clients come with tokens. Test each of them.',
    'The diagnostics of the one that fails have one host name twice. Compare every letter before it.',
    'By which port does a request reach IIS? Compare s-port in the IIS log with the one the client connects to.',
  ],
  cause: 'ssl-offloading',
  explanation:
    'Here Host is preserved, so the test of the hybrid still succeeds: its token has no scheme to compare. That is inferred; Microsoft supports offloading with OAuth in neither case.',
  sources: ['facts/oauth-outbound-admin §1.8 F10 and §6.2 D03', 'facts/oauth-inbound §1.4 and §7'],
  check: ({ hybrid, onPremisesUser }) => ({
    cmdlet: 'Invoke-LabOutlook',
    parameters: { Mailbox: onPremisesUser, TargetUri: `https://${hybrid}` },
    session: 'OnPremises',
  }),
  break: () => [onNetwork('Set-LabPublishing -UpstreamScheme Http')],
  expected: (names) => ({
    result: 'Error',
    diagnostics: `2000003;reason="The hostname component of the audience claim value is invalid. Expected 'https://${names.hybrid}'. Actual 'http://${names.hybrid}'.";error_category="invalid_resource"`,
    iisStatus: [401],
    looks: [
      {
        at: 'cloud',
        type: [`${commandLine(cloudAsksOnPremises(names))} | Format-List`],
        say: 'A server-to-server token names no scheme.',
        shows: /ResultType\s+: Success/,
      },
    ],
  }),
  mend: () => [onNetwork('Set-LabPublishing -UpstreamScheme Https')],
};
