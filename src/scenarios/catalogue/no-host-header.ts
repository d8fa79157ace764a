import { breakPublishing, mendPublishing, type Scenario, usualTest } from '../scenario.js';

/** Seed page: "Kein Hostheader". */
export const noHostHeader: Scenario = {
  id: 'no-host-header',
  title: 'A proxy drops the Host header',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  teaches:
    'Exchange compares the audience of the token with the Host header; without one it can only quote the audience.',
  source: 'seed page, table of failures; facts/oauth-outbound-admin §1.8 F08',
  cause: 'host-header-missing',
  test: (world) => ({ ...usualTest(world), TargetUri: `https://${world.hosts[0] ?? ''}` }), // the page's own
  break: (tools) => breakPublishing(tools, { hostHeader: { mode: 'drop' } }),
  mend: (tools) => mendPublishing(tools, 'hostHeader'),
};
