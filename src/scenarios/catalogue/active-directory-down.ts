import { type Scenario, usualTest } from '../scenario.js';

/** facts/oauth-inbound §1.3, 8001: not on the seed page. */
export const activeDirectoryDown: Scenario = {
  id: 'active-directory-down',
  title: 'Exchange can’t ask Active Directory',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  teaches:
    'A token is checked up to the point where the directory is asked: 2000007, internal_error, is no fault of the token. Until then Exchange judges by what it has in memory; after an iisreset it has nothing.',
  source: 'facts/oauth-inbound §1.3 (8001) and §1.4',
  cause: 'active-directory-unreachable',
  test: usualTest,
  break: async ({ cmdlet }) => {
    await cmdlet('Set-LabDirectoryFault', { DomainControllers: 'Down' }, { session: 'OnPremises' });
  },
  mend: async ({ cmdlet }) => {
    await cmdlet('Set-LabDirectoryFault', { DomainControllers: 'Up' }, { session: 'OnPremises' });
  },
};
