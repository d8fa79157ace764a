import { federationMetadataPath } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, C07; HMA is on in this scenario, which it is not in the lab’s default. */
export const authorizationEndpointNotNamed: Scenario = {
  id: 'authorization-endpoint-not-named',
  title: 'Two auth servers want to be the default authorization endpoint',
  difficulty: 'hard',
  direction: 'cloud -> on-premises',
  subjects: ['evoSts', 'authServer'],
  teaches:
    'Exchange names authorization_uri in its challenge if exactly one auth server is the default endpoint. With two it names none, Outlook finds no place to log on, and the hybrid itself works on.',
  ticket: ({ foreignTenantDomain }) =>
    `Since we have taken over the mailboxes of the sister company (${foreignTenantDomain}), Outlook on all laptops asks for a password in the old grey window again. Modern authentication is on, says the dashboard. Free/busy in both directions is fine.`,
  hints: () => [
    'The test passes. Read what it shows of your server’s challenge all the same.',
    'A challenge for modern authentication says where to log on. Does yours?',
    'An event of MSExchange OAuth says how many auth servers want to be the default endpoint. Which ones?',
  ],
  cause: 'authorization-endpoint-not-named',
  sources: ['facts/oauth-inbound §2.1, §5 (event 2009) and §7', 'facts/oauth-outbound-admin §5.5 and §6.2 C07'],
  check: cloudAsksOnPremises,
  break: ({ foreignTenantDomain }) => [
    {
      ...onPremises(
        'Get-AuthServer | Where-Object Type -eq AzureAD | Set-AuthServer -IsDefaultAuthorizationEndpoint $true',
        `New-AuthServer -Name 'EvoSts - ${foreignTenantDomain}' -Type AzureAD -AuthMetadataUrl https://login.windows.net${federationMetadataPath(foreignTenantDomain)}`,
        `Set-AuthServer 'EvoSts - ${foreignTenantDomain}' -IsDefaultAuthorizationEndpoint $true`,
      ),
      say: 'Modern authentication is switched on, then the second tenant comes.',
    },
    restartIis,
  ],
  expected: () => ({
    result: 'Success',
    says: [/challenge from 'https:\/\/[^']+' received: Bearer (?!.{0,400}authorization_uri)/],
    iisStatus: [401, 200],
    events: [{ source: 'MSExchange OAuth', eventId: 2009 }],
    looks: [
      {
        ...onPremises(
          '(Get-AuthServer | Where-Object IsDefaultAuthorizationEndpoint -eq $true | Measure-Object).Count',
        ),
        shows: /^\s*2\s*$/,
      },
    ],
  }),
  mend: ({ foreignTenantDomain }) => [
    onPremises(`Set-AuthServer 'EvoSts - ${foreignTenantDomain}' -IsDefaultAuthorizationEndpoint $false`),
    restartIis,
  ],
  mended: () => ({ result: 'Success', says: ['authorization_uri="https://'] }),
  putBackAfterwards: true,
};
