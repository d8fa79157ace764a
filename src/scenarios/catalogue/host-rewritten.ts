import { healthyPublishing } from '../../network/publishing.js';
import { primaryHost, type Scenario, usualTest } from '../scenario.js';

/** Seed page: "Exchange mag den Claim nicht, weil der Hostheader nicht zum AUD-Hostname übereinstimmt". */
export const hostRewritten: Scenario = {
  id: 'host-rewritten',
  title: 'A proxy rewrites the Host header',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  teaches:
    'Expected is the host of the request as it reached Exchange, Actual the host in the token: the proxy in between has changed it.',
  source: 'seed page, table of failures; facts/oauth-outbound-admin §1.8 F09',
  test: usualTest,
  break: ({ network, world }) =>
    network((state) => ({
      ...state,
      publishing: { ...state.publishing, hostHeader: { mode: 'rewrite', to: primaryHost(world.hosts) } },
    })),
  mend: ({ network }) =>
    network((state) => ({ ...state, publishing: { ...state.publishing, hostHeader: healthyPublishing.hostHeader } })),
};
