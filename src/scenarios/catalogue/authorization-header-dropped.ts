import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** facts/oauth-inbound §1.4, 1: without Authorization Exchange's OAuth does nothing. */
export const authorizationHeaderDropped: Scenario = {
  id: 'authorization-header-dropped',
  title: 'The proxy drops the Authorization header',
  difficulty: 'hard',
  direction: 'cloud -> on-premises',
  subjects: ['authorizationHeader'],
  teaches: 'Exchange answers, and offers Negotiate and NTLM but no Bearer: it has never seen the Bearer that was sent.',
  ticket: () =>
    'A consultant has made our reverse proxy "forward only known headers". OWA is fine. Free/busy from the cloud is not, and he swears that the certificate must be the reason.',
  hints: () => [
    'A 401: who says it? Look for the request in the IIS log, and at the challenge.',
    'OAuth is on at the virtual directory, and yet no Bearer is offered. What has to stand in a request for that?',
    'Ask with an empty Bearer past the proxy, and through it. What does the proxy leave out?',
  ],
  cause: 'authorization-header-dropped',
  sources: ['facts/oauth-inbound §1.4 and §2.2'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -AuthorizationHeader Drop')],
  expected: () => ({
    result: 'Error',
    says: ['The remote server returned an error: (401) Unauthorized.'],
    iisStatus: [401],
    looks: [
      {
        at: 'on-premises',
        type: ['Get-WebServicesVirtualDirectory -Server EX01 | Format-List Identity,OAuthAuthentication'],
        say: 'OAuth is on.',
        shows: /OAuthAuthentication\s+: True/,
      },
    ],
  }),
  mend: () => [onNetwork('Set-LabPublishing -AuthorizationHeader Preserve')],
};
