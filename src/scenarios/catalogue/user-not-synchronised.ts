import type { Scenario } from '../scenario.js';
import { onPremises, test } from '../steps.js';

/** facts/oauth-outbound-admin §1.8 F13 and §6.2 E01. */
export const userNotSynchronised: Scenario = {
  id: 'user-not-synchronised',
  title: 'The test is made with a user that the other side does not know',
  difficulty: 'easy',
  direction: 'on-premises -> cloud',
  subjects: ['newUser'],
  teaches:
    'A token for somebody is good where he exists. A test account that was made a minute ago, or that Entra Connect leaves out, says nothing about the trust.',
  ticket: ({ domain }) =>
    `Before I let the users in I made a fresh test account, oauthtest@${domain}, so that nobody's mailbox is touched. The OAuth test to the cloud fails with it. With the old certificate it would never have failed, says my colleague. Shall we renew it?`,
  hints: () => [
    'Does it fail for everybody? Run the test on-premises with another mailbox.',
    'The diagnostics speak of the user-context in the token: the token itself was taken.',
    'Look for the account on the side that was asked, and ask how it would get there.',
  ],
  cause: 'user-not-found',
  sources: ['facts/oauth-outbound-admin §1.8 F13, F26, §6.1 rank 5 and §6.2 E01', 'Microsoft KB 3090197'],
  check: ({ domain }) => test('EWS', 'https://outlook.office365.com', `oauthtest@${domain}`),
  break: ({ domain }) => [
    onPremises(
      `New-Mailbox oauthtest -UserPrincipalName oauthtest@${domain} -Password (ConvertTo-SecureString 'Lab-Passw0rd' -AsPlainText -Force)`,
    ),
  ],
  expected: ({ domain, onPremisesUser }) => ({
    result: 'Error',
    diagnostics: '2000005;reason="The user specified by the user-context in the token does not exist."',
    iisStatus: [],
    looks: [
      {
        ...onPremises(
          `Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com -Mailbox ${onPremisesUser} | Format-Table Task,ResultType`,
        ),
        say: 'A synchronised user succeeds.',
        shows: 'Success',
      },
      {
        at: 'cloud',
        type: [`(Get-MailUser | Where-Object { $_.PrimarySmtpAddress -eq 'oauthtest@${domain}' }) -eq $null`],
        say: 'In the cloud he is missing.',
        shows: 'True',
      },
    ],
  }),
  mend: () => [onPremises('Start-ADSyncSyncCycle -PolicyType Delta')],
  putBackAfterwards: true,
};
