import { hybridHost, type Scenario, usualTest } from '../scenario.js';

/** Seed page: "TargetUri nicht gültig". */
export const nameNotResolved: Scenario = {
  id: 'name-not-resolved',
  title: 'The name of the on-premises Exchange does not resolve',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  teaches: 'No DNS record, no connection: the answer is in the exception, and no log on-premises has a line.',
  source: 'seed page, table of failures; facts/oauth-outbound-admin §1.8 F02',
  cause: 'name-not-resolved',
  test: usualTest,
  break: ({ network, world }) =>
    network((state) => ({ ...state, withdrawnNames: [...state.withdrawnNames, hybridHost(world.hosts)] })),
  mend: ({ network, world }) =>
    network((state) => ({
      ...state,
      withdrawnNames: state.withdrawnNames.filter((name) => name !== hybridHost(world.hosts)),
    })),
};
