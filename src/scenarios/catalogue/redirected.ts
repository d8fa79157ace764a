import type { Scenario } from '../scenario.js';
import { onNetwork } from '../steps.js';

/** facts/oauth-outbound-admin §1.8, run-time siblings ("Object moved"). */
export const redirected: Scenario = {
  id: 'redirected',
  title: 'The proxy redirects to a logon page',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['proxyAnswer'],
  teaches:
    'A redirect is an answer of a device that wants to send people elsewhere. A web service follows nobody to a logon page.',
  ticket: () =>
    'The single sign-on portal is in front of everything now, and users like it. Free/busy between the cloud and us stopped the same evening.',
  hints: () => [
    'What status does the test see?',
    'A 302, and no line in the IIS log of Exchange. Where does Location lead?',
    'Which device has a logon page, and which paths does it let pass without one?',
  ],
  cause: 'redirected',
  explanation: 'Here it is the logon page of a device; let EWS and Autodiscover pass without it.',
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D04'],
  check: ({ cloudUser, onPremisesUser }) => ({
    cmdlet: 'Get-LabFreeBusy',
    parameters: { TargetMailbox: onPremisesUser, Mailbox: cloudUser },
    session: 'Cloud',
  }),
  break: () => [onNetwork('Set-LabPublishing -Answer Redirect')],
  expected: () => ({ result: 'Error', says: ['The request failed with HTTP status 302'], iisStatus: [] }),
  mend: () => [onNetwork('Set-LabPublishing -Answer None')],
};
