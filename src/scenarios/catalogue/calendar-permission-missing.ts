import type { Scenario } from '../scenario.js';
import { onPremises } from '../steps.js';

/** facts/oauth-outbound-admin §1.8 (LID 47652) and §6.2 E05. */
export const calendarPermissionMissing: Scenario = {
  id: 'calendar-permission-missing',
  title: 'The calendar gives nothing to the Default user',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  subjects: ['onPremisesUser'],
  teaches:
    'Token, trust and web service are fine, and the calendar itself says no. The test can’t see it: it opens no calendar of a colleague.',
  ticket: ({ onPremisesUser }) =>
    `The calendar of ${onPremisesUser} stays hatched for everybody who was moved to the cloud. "It’s the certificate again", says the help desk, because it was that last time.`,
  hints: () => [
    'Does OAuth work at all? Run the test before you touch a certificate.',
    'The test is fine. Ask for free/busy itself, and read whose words the error is.',
    'The caller has come all the way to the mailbox. Who may see what there?',
  ],
  cause: 'calendar-permission-missing',
  sources: ['facts/oauth-outbound-admin §1.8 (LID 47652, 44348, 40764) and §6.2 E05'],
  check: ({ cloudUser, onPremisesUser }) => ({
    cmdlet: 'Get-LabFreeBusy',
    parameters: { TargetMailbox: onPremisesUser, Mailbox: cloudUser },
    session: 'Cloud',
  }),
  break: ({ onPremisesUser }) => [
    onPremises(`Set-MailboxFolderPermission ${onPremisesUser}:\\Calendar -User Default -AccessRights None`),
  ],
  expected: ({ hybrid, cloudUser, onPremisesUser }) => ({
    result: 'Error',
    says: ['NoFreeBusyAccessException: The caller does not have access to free/busy data.'],
    iisStatus: [401, 200, 401, 200],
    looks: [
      {
        at: 'cloud',
        type: [`Test-OAuthConnectivity -Service EWS -TargetUri https://${hybrid} -Mailbox ${cloudUser} | Format-List`],
        shows: /ResultType\s+: Success/,
      },
      {
        at: 'on-premises',
        type: [`Get-MailboxFolderPermission ${onPremisesUser}:\\Calendar | Format-Table User,AccessRights`],
        shows: /Default\s+\{None\}/,
      },
    ],
  }),
  mend: ({ onPremisesUser }) => [
    onPremises(`Set-MailboxFolderPermission ${onPremisesUser}:\\Calendar -User Default -AccessRights AvailabilityOnly`),
  ],
};
