import type { Scenario } from '../scenario.js';
import { onPremises, onPremisesAsksCloud } from '../steps.js';

/** facts/oauth-outbound-admin §2 (UPNValueNotProvided) and §6.2 E10. */
export const userWithoutUpn: Scenario = {
  id: 'user-without-upn',
  title: 'The mailbox has no UPN to put into the token',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['onPremisesUser'],
  teaches:
    'The calling side writes the user into the token, by UPN among others. Without one it makes no token: nothing leaves the server but the first question.',
  ticket: ({ onPremisesUser }) =>
    `After the clean-up of old accounts, ${onPremisesUser} can’t see when colleagues in the cloud are free. Everybody else can, even from her PC.`,
  hints: () => [
    'Run the test on-premises for her mailbox, and for another one.',
    'Was a token asked for? Read the log in Detail from its end, and the exception below.',
    'The exception says which property of the mailbox is missing. Who has taken it away is another question.',
  ],
  cause: 'user-without-upn',
  sources: ['facts/oauth-outbound-admin §2 (UPNValueNotProvided) and §6.2 E10'],
  check: onPremisesAsksCloud,
  break: ({ onPremisesUser }) => [onPremises(`Set-ADUser ${onPremisesUser} -Clear userPrincipalName`)],
  expected: ({ onPremisesUser, admin }) => ({
    result: 'Error',
    says: ["The UserPrincipalName property was missing on the mailbox object and couldn't be added"],
    iisStatus: [],
    looks: [
      {
        at: 'on-premises',
        type: [`Get-Mailbox ${onPremisesUser} | Format-List Name,UserPrincipalName,PrimarySmtpAddress`],
        shows: /UserPrincipalName\s+: +PrimarySmtpAddress/,
      },
      {
        at: 'on-premises',
        type: [`Get-Mailbox ${admin} | Format-List Name,UserPrincipalName`],
        shows: admin,
      },
    ],
  }),
  mend: ({ onPremisesUser }) => [onPremises(`Set-Mailbox ${onPremisesUser} -UserPrincipalName ${onPremisesUser}`)],
};
