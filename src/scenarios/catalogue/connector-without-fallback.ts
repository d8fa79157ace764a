import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, C11: OAuth is broken, and the relationship that would work is not tried. */
export const connectorWithoutFallback: Scenario = {
  id: 'connector-without-fallback',
  title: 'The connector is enabled, OAuth is broken, and there is no fallback',
  difficulty: 'hard',
  direction: 'on-premises -> cloud',
  subjects: ['cloudKeys', 'intraOrganizationConnector', 'organizationRelationship'],
  teaches:
    'Where an enabled connector has the domain, OAuth is used and nothing else: a healthy organization relationship does not help. Disabling the connector is a way round, mending OAuth is the cure.',
  ticket: ({ onPremisesUser }) =>
    `${onPremisesUser} sees hatched calendars of everybody in the cloud. We have had an organization relationship since 2014; its test is green, and DAuth has always worked. Support says that we should delete and re-create the relationship. Shall we?`,
  hints: () => [
    'What does Exchange use for the domain where the colleagues are: the relationship, or something that comes before it?',
    'An enabled IntraOrganizationConnector has the domain. So the relationship is not asked; test OAuth instead.',
    'The token service refuses the key of the server. Compare the current auth certificate with the keys of the service principal.',
  ],
  cause: 'connector-without-fallback',
  sources: ['facts/oauth-outbound-admin §3.6 (precedence) and §6.2 C11', 'Microsoft KB 3137325'],
  check: ({ cloudUser, onPremisesUser }) => ({
    cmdlet: 'Get-LabFreeBusy',
    parameters: { TargetMailbox: cloudUser, Mailbox: onPremisesUser },
  }),
  break: () => [
    {
      ...onPremises(
        `Get-MsolServicePrincipalCredential -ServicePrincipalName ${exchangeApplicationId} -ReturnKeyValues $false | ForEach-Object { Remove-MsolServicePrincipalCredential -ServicePrincipalName ${exchangeApplicationId} -KeyIds $_.KeyId }`,
      ),
      say: 'Somebody removes keys that he does not know.',
    },
    { ...restartIis, say: 'Free/busy has tokens for hours; after a restart it has none.' },
  ],
  expected: ({ onPremisesUser }) => ({
    result: 'Error',
    says: ['The request failed with HTTP status 401: Unauthorized'],
    iisStatus: [],
    looks: [
      {
        ...onPremises('Get-OrganizationRelationship | Format-List Enabled,FreeBusyAccessEnabled'),
        shows: 'Enabled : True',
      },
      {
        ...onPremises('Get-IntraOrganizationConnector | Format-List TargetAddressDomains,Enabled'),
        shows: 'Enabled : True',
      },
      {
        ...onPremises(
          `Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com -Mailbox ${onPremisesUser} | Format-List Detail`,
        ),
        shows: 'AADSTS50012',
      },
    ],
  }),
  mend: () => [
    onPremises('Invoke-HybridConfiguration'),
    { ...restartIis, say: 'A failed request for a token is not repeated for 10 minutes.' },
  ],
};
