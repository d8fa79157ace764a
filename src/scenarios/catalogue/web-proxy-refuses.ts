import type { Scenario } from '../scenario.js';
import { onNetwork, onPremises, onPremisesAsksCloud } from '../steps.js';

/** facts/oauth-outbound-admin §1.8 F23 and §6.2 D15. */
export const webProxyRefuses: Scenario = {
  id: 'web-proxy-refuses',
  title: 'The outbound web proxy refuses the Exchange servers',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['webProxy', 'exchangeServer'],
  teaches:
    '403 in GetRequestStream comes from the proxy on the way out: there is no connection to the target yet. The same number in GetResponse would be the target’s own.',
  ticket: () =>
    'Colleagues on-premises can’t look into calendars in the cloud. I read that a 403 means the shared service principal is blocked by Microsoft, so I have created the dedicated app. It still says Forbidden.',
  hints: () => [
    'A 403: who says it? Read the first frame of the exception in Detail.',
    'Is there a challenge of the target in the log? If not, nobody has spoken to the target.',
    'Get-ExchangeServer | Format-List Name,InternetWebProxy, and ask who runs that machine.',
  ],
  cause: 'web-proxy-refuses',
  sources: ['facts/oauth-outbound-admin §1.4, §1.8 F23 and §6.2 D15'],
  check: onPremisesAsksCloud,
  break: ({ domain }) => [
    onNetwork('Set-LabWebProxy -Rule Forbid'),
    onPremises(`Get-ExchangeServer | Set-ExchangeServer -InternetWebProxy http://proxy.${domain}:8080`),
  ],
  expected: ({ domain }) => ({
    result: 'Error',
    says: [
      `Using custom InternetWebProxy http://proxy.${domain}:8080/.`,
      'The remote server returned an error: (403) Forbidden. at System.Net.HttpWebRequest.GetRequestStream',
    ],
    iisStatus: [],
    looks: [
      {
        at: 'on-premises',
        type: ['Get-ExchangeServer | Format-List Name,InternetWebProxy'],
        shows: `http://proxy.${domain}:8080/`,
      },
    ],
  }),
  mend: () => [
    { ...onNetwork('Set-LabWebProxy -Rule Forward'), say: 'The proxy lets the servers out, without a logon.' },
    {
      ...onPremises('Get-ExchangeServer | Set-ExchangeServer -InternetWebProxy $null'),
      say: 'There is another way out, which they took before.',
    },
  ],
};
