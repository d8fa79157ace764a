import type { Scenario } from '../scenario.js';
import { inCloud, onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B12. */
export const applicationUnknownInTenant: Scenario = {
  id: 'application-unknown-in-tenant',
  title: 'The dedicated app was deleted',
  difficulty: 'easy',
  direction: 'on-premises -> cloud',
  subjects: ['sharedPrincipal', 'hybridApplication', 'evoSts', 'organizationRelationship'],
  teaches:
    'AADSTS700016 quotes the application that asked and the directory that was asked: the one is not in the other. Where the app is gone, a new one has a new id, which the auth server must learn.',
  ticket: () =>
    'Our security officer has cleaned up “unused app registrations” in Entra: 41 of 60 are gone. Nobody complained, except the on-premises users, who have not seen calendars of cloud colleagues since.',
  hints: () => [
    'The test on-premises says who refuses: Exchange Online, or the token service before it?',
    'There is an AADSTS code in Detail. It names an id; whose is it?',
    'Look for that id on the auth servers on-premises, and among the applications in Entra.',
  ],
  cause: 'application-unknown-in-tenant',
  sources: ['facts/oauth-outbound-admin §1.8 F20, §3.8 and §6.2 B12'],
  check: onPremisesAsksCloud,
  break: () => [
    inCloud('Set-LabTenant -SharedPrincipalBlocked $true'),
    onPremises(
      '.\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication -Confirm:$false',
      '.\\ConfigureExchangeHybridApplication.ps1 -DeleteApplication -Confirm:$false',
    ),
    restartIis,
  ],
  expected: ({ tenantId }) => ({
    result: 'Error',
    says: ['AADSTS700016: Application with identifier ', tenantId],
    iisStatus: [],
    looks: [
      {
        ...onPremises('Get-AuthServer | Where-Object Type -eq AzureAD | Format-List ApplicationIdentifier'),
        shows: /ApplicationIdentifier : [0-9a-f-]{36}/,
      },
      {
        ...onPremises(
          '(Get-MgApplication -Filter "startswith(displayName,\'ExchangeServerApp-\')" | Measure-Object).Count',
        ),
        shows: /^\s*0\s*$/,
      },
    ],
  }),
  mend: () => [
    onPremises(
      '.\\ConfigureExchangeHybridApplication.ps1 -CreateApplication -UpdateCertificate -ConfigureAuthServer -Confirm:$false',
    ),
    restartIis,
  ],
  putBackAfterwards: true,
};
