import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2 D09. */
export const oauthDisabledOnVirtualDirectory: Scenario = {
  id: 'oauth-disabled-on-virtual-directory',
  title: 'OAuth is switched off on the EWS virtual directory',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['virtualDirectory'],
  teaches:
    'A 401 that comes from Exchange, with no Bearer in its challenge and no x-ms-diagnostics: nobody looks at tokens there.',
  ticket: () =>
    'An auditor wanted all that is not needed switched off in IIS, and our consultant has done so. Outlook in the company is fine, but colleagues in the cloud see hatched calendars of people on-premises.',
  hints: () => [
    'Does the request reach Exchange, or does something before it answer? The IIS log knows.',
    'Read the challenge of the 401. Which schemes does it offer, and which one is missing?',
    'Look at the authentication methods of the EWS virtual directory, on every server.',
  ],
  cause: 'oauth-disabled-on-virtual-directory',
  sources: ['facts/oauth-outbound-admin §6.2 D09 and §4.5', 'facts/oauth-inbound §2.2'],
  check: cloudAsksOnPremises,
  break: () => [
    onPremises('Get-WebServicesVirtualDirectory | Set-WebServicesVirtualDirectory -OAuthAuthentication $false'),
  ],
  expected: () => ({
    result: 'Error',
    says: ['The remote server returned an error: (401) Unauthorized.'],
    iisStatus: [401],
    looks: [
      {
        at: 'on-premises',
        type: [
          'Get-WebServicesVirtualDirectory | Format-List Identity,OAuthAuthentication,InternalAuthenticationMethods',
        ],
        shows: /OAuthAuthentication\s+: False/,
      },
      {
        at: 'on-premises',
        type: ['.\\FreeBusyChecker.ps1'],
        shows: 'seems not to include OAuth Authentication Method.',
      },
    ],
  }),
  mend: () => [
    onPremises('Get-WebServicesVirtualDirectory | Set-WebServicesVirtualDirectory -OAuthAuthentication $true'),
    restartIis,
  ],
};
