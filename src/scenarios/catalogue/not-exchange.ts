import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** Seed page: "TargetUri ist kein Exchange oder EWS nicht erreichbar". */
export const notExchange: Scenario = {
  id: 'not-exchange',
  title: 'The name leads to a web server that is no Exchange',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  subjects: ['proxyTarget'],
  teaches:
    'A 404 is an answer: name, network and TLS are fine, but it is not Exchange that answers. (The explanation beside 404 on the page speaks of DNS, a slip of the page.)',
  ticket: ({ hybrid }) =>
    `The web team has published a new site and says that ${hybrid} answers in the browser, even with a friendly page. Free/busy from the cloud does not work since.`,
  hints: () => [
    'Something answers. Is it Exchange?',
    'Look at the status in the exception, and for the request in the IIS log of the Exchange server.',
    'An Exchange answers a Bearer request at its EWS address with 401 and a challenge. What answers here?',
  ],
  cause: 'not-exchange',
  sources: ['seed page, table of failures', 'facts/oauth-outbound-admin §1.8 F03 and §6.2 D07'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -Target OtherWebServer')],
  expected: () => ({ result: 'Error', says: ['The remote server returned an error: (404) Not Found.'], iisStatus: [] }),
  mend: () => [onNetwork('Set-LabPublishing -Target Exchange')],
};
