import { breakPublishing, mendPublishing, type Scenario, usualTest } from '../scenario.js';

/** Seed page: "TargetUri ist kein Exchange oder EWS nicht erreichbar". */
export const notExchange: Scenario = {
  id: 'not-exchange',
  title: 'The name leads to a web server that is no Exchange',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  teaches:
    'A 404 is an answer: name, network and TLS are fine, but it is not Exchange that answers. (The explanation beside 404 on the page speaks of DNS, a slip of the page.)',
  source: 'seed page, table of failures; facts/oauth-outbound-admin §1.8 F03',
  cause: 'not-exchange',
  test: usualTest,
  break: (tools) => breakPublishing(tools, { target: 'otherWebServer' }),
  mend: (tools) => mendPublishing(tools, 'target'),
};
