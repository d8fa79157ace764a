import type { Scenario } from '../scenario.js';
import { commandLine, onNetwork, onPremises, onPremisesAsksCloud } from '../steps.js';

/** facts/oauth-outbound-admin §6.2 E09: what is set for each server is wrong on one. */
export const oneServerFails: Scenario = {
  id: 'one-server-fails',
  title: 'The test was run on the healthy server of two',
  difficulty: 'hard',
  direction: 'on-premises -> cloud',
  subjects: ['webProxy', 'exchangeServer'],
  teaches:
    'The test speaks for the server that it runs on. Certificates and the web proxy are each server’s own, so run it on every one.',
  ticket: () =>
    'Sometimes I see when my colleagues in the cloud are free, and sometimes I don’t, with nothing in between but a minute. IT says that their test is green.',
  hints: () => [
    'It works sometimes: what is different from one time to the next? Count the servers.',
    'Connect to each server and run the test there.',
    'On the one that fails, the exception comes before there is a connection to the cloud. What has this server set that the other one has not?',
  ],
  cause: 'web-proxy-refuses',
  explanation: 'Here one server of two goes through that proxy; a test on the other one is green.',
  sources: ['facts/oauth-outbound-admin §1.8 F23, §6.2 E09 and D15'],
  check: (names) => ({ ...onPremisesAsksCloud(names), server: 'EX02' }),
  break: ({ domain }) => [
    onNetwork('Set-LabWebProxy -Rule Forbid'),
    onPremises(`Set-ExchangeServer EX02 -InternetWebProxy http://proxy.${domain}:8080`),
  ],
  expected: (names) => ({
    result: 'Error',
    says: ['The remote server returned an error: (403) Forbidden. at System.Net.HttpWebRequest.GetRequestStream'],
    iisStatus: [],
    looks: [
      {
        at: 'on-premises',
        type: [`${commandLine(onPremisesAsksCloud(names))} | Format-List`],
        say: 'On the first server.',
        shows: /ResultType\s+: Success/,
      },
      {
        at: 'on-premises',
        type: ['Get-ExchangeServer | Format-List Name,InternetWebProxy'],
        shows: /Name\s+: EX01\s+InternetWebProxy\s+:\s+Name\s+: EX02\s+InternetWebProxy\s+: http:/,
      },
    ],
  }),
  mend: () => [
    onNetwork('Set-LabWebProxy -Rule Forward'),
    onPremises('Set-ExchangeServer EX02 -InternetWebProxy $null'),
  ],
};
