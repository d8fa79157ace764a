import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, inCloud, onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, C09, the third of its three ways. */
export const linkedAccountWithoutRole: Scenario = {
  id: 'linked-account-without-role',
  title: 'The linked account has lost the role UserApplication',
  difficulty: 'hard',
  direction: 'cloud -> on-premises',
  subjects: ['roleAssignments', 'partnerApplication'],
  teaches:
    'An application that acts for a user needs the role UserApplication, by its linked account. The fault names the role; the account and its other roles look healthy.',
  ticket: () =>
    'Our RBAC project is through: 40 role assignments less! One day later the cloud users miss the calendars of the plant. The project lead has checked all administrators, and nobody has lost anything.',
  hints: () => [
    'A 500 behind a good token: ask for free/busy itself, which shows more of the answer than the test.',
    'The account is there. What does the sentence say that it lacks?',
    'List the role assignments of the account that is linked to the partner application, and compare them with what FreeBusyChecker looks for.',
  ],
  cause: 'linked-account-missing',
  sources: ['facts/oauth-outbound-admin §3.6 and §6.2 C09', 'facts/oauth-inbound §1.4 (After authentication)'],
  check: cloudAsksOnPremises,
  break: () => [
    onPremises(
      'Get-ManagementRoleAssignment | Where-Object Role -eq UserApplication | Remove-ManagementRoleAssignment -Confirm:$false',
    ),
    restartIis,
  ],
  expected: ({ onPremisesUser, cloudUser }) => ({
    result: 'Error',
    says: ['(500) Internal Server Error.'],
    iisStatus: [401, 500],
    looks: [
      {
        ...inCloud(`Get-LabFreeBusy ${onPremisesUser} ${cloudUser} | Format-List Error`),
        shows:
          'SoapException: The linked account configured for this application is missing the UserApplication role assignment.',
      },
      { ...onPremises('FreeBusyChecker.ps1'), shows: 'UserApplication: False' },
    ],
  }),
  mend: () => [
    onPremises('New-ManagementRoleAssignment -Role UserApplication -User "Exchange Online-ApplicationAccount"'),
    restartIis,
  ],
};
