import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, inCloud, onPremises } from '../steps.js';

/** facts/oauth-inbound §1.3, 8001: not on the seed page. */
export const activeDirectoryDown: Scenario = {
  id: 'active-directory-down',
  title: 'Exchange can’t ask Active Directory',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['directoryService'],
  teaches:
    'A token is checked up to the point where the directory is asked: 2000007, internal_error, is no fault of the token. Until then Exchange judges by what it has in memory; after an iisreset it has nothing.',
  ticket: ({ cloudUser }) =>
    `${cloudUser} says that since this morning she sees no free/busy times of her colleagues on-premises. Outlook on-premises is slow as well. Nobody has changed anything on Exchange.`,
  hints: () => [
    'Is it the token, or is it Exchange? Run Test-OAuthConnectivity in the cloud and read the diagnostics at the end of Detail.',
    'error_category is internal_error: Exchange blames itself, not who came. Look into the Application log of the Exchange server.',
    'What does Exchange have to ask, for every user, that is no part of Exchange?',
  ],
  cause: 'active-directory-unreachable',
  sources: ['facts/oauth-inbound §1.3 (8001) and §1.4'],
  check: cloudAsksOnPremises,
  break: ({ hybrid, cloudUser }) => [
    {
      ...inCloud(`Test-OAuthConnectivity -Service EWS -TargetUri https://${hybrid} -Mailbox ${cloudUser} | Out-Null`),
      say: 'A request first: Exchange has its configuration in memory when the domain controllers go.',
    },
    onPremises('Set-LabDirectoryFault -DomainControllers Down'),
  ],
  expected: () => ({ result: 'Error', diagnostics: '2000007', says: ['internal_error'], iisStatus: [401, 401] }),
  mend: () => [onPremises('Set-LabDirectoryFault -DomainControllers Up')],
};
