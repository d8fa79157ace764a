import { atEndOfAuthCertificate, replaceAuthCertificate } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onPremises } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A02: the other face of A01. The pool is back after half a minute, until the next time. */
export const ewsPoolCrashes: Scenario = {
  id: 'ews-pool-crashes',
  title: 'The EWS application pool crashes every few minutes',
  difficulty: 'hard',
  direction: 'cloud -> on-premises',
  subjects: ['authCertificate', 'authConfig', 'sharedPrincipal', 'clock'],
  teaches:
    'A 503 that comes and goes is a pool that dies. The auth certificate plays no part in tokens from the cloud; expired, it takes EWS down for everybody all the same.',
  ticket: ({ hybrid }) =>
    `Monitoring reports ${hybrid} as down, and half a minute later as up again; a quarter of an hour on, the same. Outlook for Mac users complain, and sometimes the cloud gets no calendars from us. The load balancer's vendor says that his box is healthy.`,
  hints: () => [
    'Catch the moment: run the test in the cloud a few times. Which status does it get when it fails, and who sends it?',
    'The IIS log has no line for it. Look into the System log (WAS) and the Application log of the Exchange server at that moment.',
    'Event 4999 names the class that threw: an issuer of tokens of its own. What does Exchange sign its own tokens with?',
  ],
  cause: 'ews-pool-crashes',
  sources: ['facts/oauth-outbound-admin §3.9 (4999, 5011) and §6.2 A02', 'Microsoft KB 2617816'],
  check: cloudAsksOnPremises,
  break: () => [
    atEndOfAuthCertificate('AddHours(1)'),
    {
      ...onPremises('Set-LabClock -Advance 00:12:30 | Out-Null', 'Set-LabClock -Advance 00:12:30 | Out-Null'),
      say: 'The process has to run a while with the expired certificate before it dies.',
    },
  ],
  expected: () => ({
    result: 'Error',
    says: ['The remote server returned an error: (503) Server Unavailable.'],
    events: [
      { source: 'MSExchange Common', eventId: 4999 },
      { source: 'Microsoft-Windows-WAS', eventId: 5011 },
    ],
    looks: [
      {
        ...onPremises("Get-EventLog -LogName Application -Source 'MSExchange Common' -Newest 1 | fl Message"),
        shows: 'M.E.S.O.V1ProfileLocalTokenIssuer..ctor, M.E.S.OAuth.OAuthTokenRequestFailedException',
      },
    ],
  }),
  mend: () => replaceAuthCertificate,
  putBackAfterwards: true,
};
