import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, inCloud, onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, C02. */
export const authServerKeysStale: Scenario = {
  id: 'auth-server-keys-stale',
  title: 'Microsoft has changed its signing key, on-premises has the old one',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['authServer', 'evoSts', 'tokenService'],
  teaches:
    'The tokens that come in are signed by Microsoft, and the keys for them are read from a metadata document now and then. "Invalid signature" for everybody from one moment on: read it again. The servers do so by themselves as well, if they get out to it.',
  ticket: ({ cloudUser }) =>
    `Nobody here has changed a thing, I have asked everybody! ${cloudUser} and the rest of the cloud have been without our calendars since 2 o’clock last night. Could it be the auth certificate? It is five months from its end.`,
  hints: () => [
    'The request arrives, and Exchange refuses the token. Why does it say so?',
    'Whose signature is it that does not fit? On the way from the cloud, your own auth certificate signs nothing.',
    'Look for x5t or kid in the token’s header and compare it with the certificates that your auth server holds. When were they read last?',
  ],
  cause: 'auth-server-keys-stale',
  sources: [
    'facts/oauth-outbound-admin §1.8 F12, §3.6 (metadata refresh) and §6.2 C02',
    'facts/oauth-inbound §5 and §7',
  ],
  check: cloudAsksOnPremises,
  break: ({ hybrid, cloudUser }) => [
    {
      ...inCloud(
        `Test-OAuthConnectivity -Service EWS -TargetUri https://${hybrid} -Mailbox ${cloudUser} | Out-Null`,
        'Set-LabTokenService -NewSigningKey',
      ),
      say: 'A request first: Exchange has loaded its configuration before Microsoft changes the key.',
    },
  ],
  expected: () => ({
    result: 'Error',
    diagnostics: '2000000;reason="The token has an invalid signature."',
    iisStatus: [401, 401],
    events: [{ source: 'MSExchange OAuth', eventId: 2006 }],
    looks: [
      {
        ...onPremises('(Get-AuthServer | Where-Object Type -eq MicrosoftACS).CertificateStrings.Count'),
        shows: /^\s*1\s*$/,
      },
      {
        ...onPremises('Get-EventLog Application -Source "MSExchange OAuth" -Newest 1 | Format-List EventID,Message'),
        shows: 'Cannot authenticate a token',
      },
    ],
  }),
  mend: () => [
    onPremises('Get-AuthServer | Set-AuthServer -RefreshAuthMetadata'),
    { ...restartIis, say: 'Or about 15 minutes of patience.' },
  ],
  putBackAfterwards: true,
};
