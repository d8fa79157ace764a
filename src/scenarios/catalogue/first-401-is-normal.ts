import { paths } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, E11: nothing is broken, a line of the log was misread. */
export const first401IsNormal: Scenario = {
  id: 'first-401-is-normal',
  title: 'The first 401 in the IIS log is no failure',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  subjects: ['nothing'],
  teaches:
    'Exchange Online asks with an empty Bearer first, to hear whom the server trusts. That 401 belongs to every call that works; the line after it counts.',
  ticket: ({ hybrid }) =>
    `Our monitoring raises an alarm: half of all requests of Exchange Online to ${hybrid} end with 401 in the IIS log, every day, all day long. Is somebody trying passwords, or is the hybrid about to break?`,
  hints: () => [
    'Does anything not work? Run the test, and look at the lines that it leaves in the IIS log.',
    'Two lines for one call. Compare their status, and look whether the 401 bears x-ms-diagnostics.',
    'Detail says "challenge from ... received" before a token is built. Where does the challenge come from?',
  ],
  explanation:
    'Nothing is broken. Exchange Online sends "Authorization: Bearer" without a token; Exchange answers 401 with a challenge that names its client_id and the issuers it trusts, and no x-ms-diagnostics; the second request bears the token and gets 200. An alarm should count 401s that no 200 follows, or those with x-ms-diagnostics.',
  sources: ['facts/oauth-outbound-admin §6.1 rank 12 and §6.2 E11', 'facts/oauth-inbound §2.2'],
  check: cloudAsksOnPremises,
  break: () => [],
  expected: ({ hybrid, cloudUser }) => ({
    result: 'Success',
    says: [`[OAuthCredentials:Authenticate] challenge from 'https://${hybrid}${paths.ews}' received: Bearer`],
    iisStatus: [401, 200],
    looks: [
      {
        at: 'cloud',
        type: [
          `1..3 | ForEach-Object { Test-OAuthConnectivity -Service EWS -TargetUri https://${hybrid} -Mailbox ${cloudUser} } | Format-Table Task,ResultType`,
        ],
        say: 'Again and again, with a 401 each time.',
        shows: /(Success\s+[\s\S]*){3}/,
      },
    ],
  }),
  mend: () => [],
};
