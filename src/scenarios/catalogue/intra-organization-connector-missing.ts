import type { Scenario } from '../scenario.js';
import { inCloud } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, C10. */
export const intraOrganizationConnectorMissing: Scenario = {
  id: 'intra-organization-connector-missing',
  title: 'No connector has the domain',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['intraOrganizationConnector', 'organizationRelationship'],
  teaches:
    'Before any token there is a question: whom to ask for this domain? Test-OAuthConnectivity is told whom, so it passes while free/busy fails.',
  ticket: ({ domain }) =>
    `We have renamed our brand and cleaned up the old domains in the admin center. Since then cloud users see no calendars of people with addresses in ${domain}. The OAuth test is green, I swear: I can send a screenshot.`,
  hints: () => [
    'The test is told which server to ask. Who tells it to free/busy?',
    'No request reaches your Exchange at all. Look at the side that asks: which connector has the domain of the colleague?',
    'Compare TargetAddressDomains of the connector in the cloud, and the domain names of the relationship, with the address.',
  ],
  cause: 'intra-organization-connector-missing',
  sources: ['facts/oauth-outbound-admin §1.8 (LID 47932), §3.6 and §6.2 C10'],
  check: ({ cloudUser, onPremisesUser }) => ({
    cmdlet: 'Get-LabFreeBusy',
    parameters: { TargetMailbox: onPremisesUser, Mailbox: cloudUser },
    session: 'Cloud',
  }),
  break: ({ domain }) => [
    inCloud(
      `Get-IntraOrganizationConnector | Set-IntraOrganizationConnector -TargetAddressDomains old.${domain}`,
      'Get-OrganizationRelationship | Set-OrganizationRelationship -Enabled $false',
    ),
  ],
  expected: ({ domain, hybrid, cloudUser }) => ({
    result: 'terminating error',
    says: [`Configuration information for forest/domain ${domain} could not be found in Active Directory.`],
    iisStatus: [],
    looks: [
      {
        ...inCloud('Get-IntraOrganizationConnector | Format-List TargetAddressDomains'),
        shows: `TargetAddressDomains : {old.${domain}}`,
      },
      {
        ...inCloud(
          `Test-OAuthConnectivity -Service EWS -TargetUri https://${hybrid} -Mailbox ${cloudUser} | Format-List ResultType`,
        ),
        shows: 'Success',
      },
    ],
  }),
  mend: ({ domain }) => [
    inCloud(
      `Get-IntraOrganizationConnector | Set-IntraOrganizationConnector -TargetAddressDomains ${domain}`,
      'Get-OrganizationRelationship | Set-OrganizationRelationship -Enabled $true',
    ),
  ],
};
