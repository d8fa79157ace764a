import type { World } from '../../directory/world.js';
import { breakPublishing, hybridHost, mendPublishing, type Scenario, usualTest } from '../scenario.js';

/** Seed page: "Exchange mag den Claim nicht, weil der Hostheader nicht zum AUD-Hostname übereinstimmt". */
export const hostRewritten: Scenario = {
  id: 'host-rewritten',
  title: 'A proxy rewrites the Host header',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  teaches:
    'Expected is the host of the request as it reached Exchange, Actual the host in the token: the proxy in between has changed it.',
  source: 'seed page, table of failures; facts/oauth-outbound-admin §1.8 F09',
  cause: 'host-rewritten',
  test: usualTest,
  break: (tools) => breakPublishing(tools, { hostHeader: { mode: 'rewrite', to: otherName(tools.world) } }),
  mend: (tools) => mendPublishing(tools, 'hostHeader'),
};

/** Another name of the organisation's, as on the seed page; where it has none but its Autodiscover, the server's own. */
function otherName({ domain, hosts }: World): string {
  const other = hosts.find((host) => host !== hybridHost(hosts) && !host.startsWith('autodiscover.'));
  return other ?? `ex01.${domain}`;
}
