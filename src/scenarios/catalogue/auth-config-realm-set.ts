import type { Scenario } from '../scenario.js';
import { onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B04: a finding of FreeBusyChecker; on the way to the cloud it changes nothing here. */
export const authConfigRealmSet: Scenario = {
  id: 'auth-config-realm-set',
  title: 'The Realm of the auth configuration is set',
  difficulty: 'easy',
  direction: 'on-premises -> cloud',
  subjects: ['authConfig'],
  teaches:
    'A passing test does not say that the configuration is that of a healthy hybrid: compare it with one. The Realm of the auth configuration is blank there.',
  ticket: ({ domain }) =>
    `Microsoft’s support wants a “clean FreeBusyChecker report” of ${domain} before they look at our case at all. Ours has a remark which I don’t understand, although free/busy works.`,
  hints: () => [
    'Run FreeBusyChecker and read it from the top.',
    'The remark stands below the auth configuration.',
    'Get-AuthConfig: a field has a value that is blank in a healthy hybrid.',
  ],
  cause: 'auth-config-realm-set',
  sources: ['facts/oauth-outbound-admin §3.1, §3.2 (-Realm) and §6.2 B04'],
  check: () => ({ cmdlet: 'FreeBusyChecker.ps1', parameters: {} }),
  break: ({ domain }) => [onPremises(`Set-AuthConfig -Realm ${domain} -Confirm:$false`), restartIis],
  expected: ({ domain, onPremisesUser }) => ({
    result: 'text',
    says: ['Realm should be Blank'],
    iisStatus: [],
    looks: [
      { ...onPremises('Get-AuthConfig | Format-List Realm'), shows: `Realm : ${domain}` },
      {
        ...onPremises(
          `Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com -Mailbox ${onPremisesUser} | Format-List ResultType`,
        ),
        shows: 'Success',
      },
    ],
  }),
  mend: () => [onPremises('Set-AuthConfig -Realm "" -Confirm:$false'), restartIis],
  mended: () => ({ result: 'text', says: [/Realm:\s*(?!.*Realm should be Blank)/, /^(?![\s\S]*should be Blank)/] }),
};
