import { breakPublishing, mendPublishing, type Scenario, usualTest } from '../scenario.js';

/** Seed page: "On-Premises System beendet die Verbindung". */
export const connectionReset: Scenario = {
  id: 'connection-reset',
  title: 'The connection is torn down',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  teaches:
    'A firewall resets the TCP connection: no HTTP answer, no status, no diagnostics, and no line in the IIS log.',
  source: 'seed page, table of failures; facts/oauth-outbound-admin §1.8 F04',
  cause: 'connection-reset',
  test: usualTest,
  break: (tools) => breakPublishing(tools, { connection: 'resetDuringTls' }),
  mend: (tools) => mendPublishing(tools, 'connection'),
};
