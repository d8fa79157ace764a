import { paths } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { inCloud } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, C12. */
export const discoveryEndpointWrong: Scenario = {
  id: 'discovery-endpoint-wrong',
  title: 'The discovery endpoint of the connector leads astray',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['intraOrganizationConnector'],
  teaches:
    'Free/busy asks Autodiscover at the address in the connector, whatever DNS and the test say. A 404 means that something answers there which is no Autodiscover.',
  ticket: ({ cloudUser }) =>
    `${cloudUser} sees no free/busy of the on-premises people. Outlook finds its Autodiscover, the Remote Connectivity Analyzer is green from top to bottom, and the OAuth test says Success. I’m at my wits’ end.`,
  hints: () => [
    'The test says that token and EWS are fine. What does free/busy do before it comes to EWS?',
    'It asks Autodiscover, at an address that stands in a connector on the side that asks.',
    'Get-IntraOrganizationConnector in the cloud: read DiscoveryEndpoint letter by letter.',
  ],
  cause: 'discovery-endpoint-wrong',
  sources: ['facts/oauth-outbound-admin §1.8 (run-time siblings), §3.6 and §6.2 C12'],
  check: ({ cloudUser, onPremisesUser }) => ({
    cmdlet: 'Get-LabFreeBusy',
    parameters: { TargetMailbox: onPremisesUser, Mailbox: cloudUser },
    session: 'Cloud',
  }),
  break: ({ domain }) => [
    inCloud(
      `Get-IntraOrganizationConnector | Set-IntraOrganizationConnector -DiscoveryEndpoint https://autodiscover.${domain}${paths.autodiscover}s`,
    ),
  ],
  expected: ({ domain, onPremisesUser, hybrid, cloudUser }) => ({
    result: 'Error',
    says: [
      `Autodiscover failed for email address ${onPremisesUser} with error System.Net.WebException: The request failed with HTTP status code 404 Not Found.`,
    ],
    looks: [
      {
        ...inCloud('Get-IntraOrganizationConnector | Format-List DiscoveryEndpoint'),
        shows: `https://autodiscover.${domain}${paths.autodiscover}s`,
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
      `Get-IntraOrganizationConnector | Set-IntraOrganizationConnector -DiscoveryEndpoint https://autodiscover.${domain}${paths.autodiscover}`,
    ),
  ],
};
