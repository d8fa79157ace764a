import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, inCloud, onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, C09. */
export const linkedAccountMissing: Scenario = {
  id: 'linked-account-missing',
  title: 'The partner application has lost its linked account',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['partnerApplication', 'roleAssignments'],
  teaches:
    'The token passes, and then EWS asks what the application may do: that is what its linked account may. The refusal is a SOAP fault with HTTP 500, without x-ms-diagnostics.',
  ticket: () =>
    'Somebody has tidied up in the Active Directory. Since then our monitoring shows “500” for requests that come from Microsoft, and no cloud user gets free/busy from us. The web server’s own logs look healthy otherwise, and OWA works.',
  hints: () => [
    'A 500 after a 401: the token was taken, something behind it fails. Who writes the text of the answer?',
    'No x-ms-diagnostics: the authentication is content. The test does not show the body of the answer; what does free/busy itself say?',
    'Which account is linked to the partner application of Exchange Online, and what may it do?',
  ],
  cause: 'linked-account-missing',
  sources: [
    'facts/oauth-outbound-admin §1.8 (run-time siblings), §3.6 and §6.2 C09',
    'facts/oauth-inbound §1.4 and §7',
  ],
  check: cloudAsksOnPremises,
  break: () => [onPremises('Get-PartnerApplication | Set-PartnerApplication -LinkedAccount $null'), restartIis],
  expected: ({ onPremisesUser, cloudUser }) => ({
    result: 'Error',
    says: ['(500) Internal Server Error.'],
    iisStatus: [401, 500],
    looks: [
      {
        ...inCloud(`Get-LabFreeBusy ${onPremisesUser} ${cloudUser} | Format-List Error`),
        shows:
          'System.Web.Services.Protocols.SoapException: The application is missing a linked account for RBAC roles, or the linked account has no RBAC role assignments, or the calling users account is logon disabled.',
      },
      {
        ...onPremises('Get-PartnerApplication "Exchange Online" | Format-List Enabled,LinkedAccount'),
        shows: /LinkedAccount :\s*$/,
      },
    ],
  }),
  mend: () => [
    onPremises('Set-PartnerApplication "Exchange Online" -LinkedAccount "Exchange Online-ApplicationAccount"'),
    restartIis,
  ],
};
