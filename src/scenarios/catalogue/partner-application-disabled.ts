import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, C08. */
export const partnerApplicationDisabled: Scenario = {
  id: 'partner-application-disabled',
  title: 'The partner application Exchange Online is disabled',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  subjects: ['partnerApplication'],
  teaches:
    'Behind the issuer a token names an application. Exchange wants to know it as an enabled partner application; issuer and signature may be as good as they like.',
  ticket: () =>
    'Security audit: “what nobody can give a written reason for is to be disabled”. We went through the list on Exchange and found leftovers of Skype and SharePoint, which are long gone. The auditors are happy, the cloud users are not: calendars of the head office are hatched.',
  hints: () => [
    'Does Exchange on-premises refuse the token? Read the diagnostics.',
    `It names an application identifier. Whose is ${exchangeApplicationId}?`,
    'Get-PartnerApplication: there is one with that id. In which state?',
  ],
  cause: 'partner-application-disabled',
  sources: ['facts/oauth-outbound-admin §3.6 and §6.2 C08', 'facts/oauth-inbound §1.3 (7001)'],
  check: cloudAsksOnPremises,
  break: () => [onPremises('Get-PartnerApplication | Set-PartnerApplication -Enabled $false'), restartIis],
  expected: ({ tenantId }) => ({
    result: 'Error',
    diagnostics: '2000006;',
    says: [`The Application Identifier '${exchangeApplicationId}@${tenantId}' is unknown.`],
    iisStatus: [401, 401],
    looks: [{ ...onPremises('FreeBusyChecker.ps1'), shows: /Partner Application\s+Enabled: False/ }],
  }),
  mend: () => [
    onPremises(
      `Get-PartnerApplication | Where-Object { $_.ApplicationIdentifier -eq "${exchangeApplicationId}" -and $_.Realm -eq "" } | Set-PartnerApplication -Enabled $true`,
    ),
    restartIis,
  ],
};
