import type { Scenario } from '../scenario.js';
import { onNetwork, test } from '../steps.js';

/** Seed page: "Kein Hostheader". */
export const noHostHeader: Scenario = {
  id: 'no-host-header',
  title: 'A proxy drops the Host header',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['hostHeader'],
  teaches:
    'Exchange compares the audience of the token with the Host header; without one it can only quote the audience.',
  ticket: ({ owa }) =>
    `The health check of the reverse proxy for ${owa} was made "leaner". Since then the cloud gets no free/busy times from us.`,
  hints: () => [
    'The request reaches Exchange: what does it say about the second one?',
    'The diagnostics quote one name only. Compare with the line in the IIS log, column by column.',
    'cs-host is empty. Who removes the Host header before Exchange?',
  ],
  cause: 'host-header-missing',
  sources: ['seed page, table of failures', 'facts/oauth-outbound-admin §1.8 F08 and §6.2 D02'],
  check: ({ owa, cloudUser }) => test('EWS', `https://${owa}`, cloudUser), // the page's own
  break: () => [onNetwork('Set-LabPublishing -HostHeader Drop')],
  expected: ({ owa }) => ({
    result: 'Error',
    diagnostics: `2000003;reason="The hostname component of the audience claim value 'https://${owa}' is invalid"`,
    iisStatus: [401, 401],
  }),
  mend: () => [onNetwork('Set-LabPublishing -HostHeader Preserve')],
};
