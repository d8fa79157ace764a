import { paths } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2 E06. */
export const testCoversTheTokenOnly: Scenario = {
  id: 'test-covers-the-token-only',
  title: 'The test succeeds and free/busy fails',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['virtualDirectory'],
  teaches:
    'Test-OAuthConnectivity -Service EWS proves a token and EWS, and nothing else. Free/busy asks Autodiscover first, with a token of its own.',
  ticket: ({ onPremisesUser }) =>
    `Since our server was hardened, people in the cloud don't see when ${onPremisesUser} is free. I have run the OAuth test four times, and it says Success. So OAuth is not it, is it?`,
  hints: () => [
    'What does free/busy ask for that the test has not asked for? Look up free/busy itself, and read its error.',
    'The error names the part that has failed. The test knows more services than EWS: -Service AutoD.',
    'Compare the authentication methods of the two virtual directories.',
  ],
  cause: 'test-covers-the-token-only',
  explanation: 'Here OAuth was switched off on the Autodiscover virtual directory, and left on for EWS.',
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 E06', 'facts/oauth-inbound §2.2'],
  check: ({ cloudUser, onPremisesUser }) => ({
    cmdlet: 'Get-LabFreeBusy',
    parameters: { TargetMailbox: onPremisesUser, Mailbox: cloudUser },
    session: 'Cloud',
  }),
  break: () => [
    onPremises('Get-AutodiscoverVirtualDirectory | Set-AutodiscoverVirtualDirectory -OAuthAuthentication $false'),
  ],
  expected: ({ hybrid, cloudUser }) => ({
    result: 'Error',
    says: [
      'Autodiscover failed for email address. ,inner exception: The request failed with HTTP status 401: Unauthorized.',
    ],
    iisStatus: [401],
    looks: [
      {
        at: 'cloud',
        type: [`Test-OAuthConnectivity -Service EWS -TargetUri https://${hybrid} -Mailbox ${cloudUser} | Format-List`],
        shows: /ResultType\s+: Success/,
      },
      {
        at: 'cloud',
        type: [
          `Test-OAuthConnectivity -Service AutoD -TargetUri https://${hybrid}${paths.autodiscover} -Mailbox ${cloudUser} | Format-List`,
        ],
        shows: /ResultType\s+: Error/,
      },
      {
        at: 'on-premises',
        type: ['Get-AutodiscoverVirtualDirectory | Format-List Identity,OAuthAuthentication'],
        shows: /OAuthAuthentication\s+: False/,
      },
    ],
  }),
  mend: () => [
    onPremises('Get-AutodiscoverVirtualDirectory | Set-AutodiscoverVirtualDirectory -OAuthAuthentication $true'),
    restartIis,
  ],
};
