import type { Scenario } from '../scenario.js';
import { onNetwork } from '../steps.js';

/** facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D13. */
export const answerIsNoXml: Scenario = {
  id: 'answer-is-no-xml',
  title: 'A firewall answers with a web page',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['proxyAnswer'],
  teaches:
    "A page of HTML with status 200 looks like success to a browser and to a health check. Who expects SOAP can't read it.",
  ticket: () =>
    "The application firewall has a new profile, and our web shop is faster than ever. But calendars of colleagues on-premises can't be opened from the cloud any more.",
  hints: () => [
    'Is it an answer of Exchange? Read the error of free/busy itself.',
    'The status is fine and the content is not what was asked for. The IIS log of Exchange has no line.',
    'Fetch the EWS address as Exchange Online would, and look at what comes.',
  ],
  cause: 'answer-is-no-xml',
  explanation: 'Here Autodiscover got the page; where EWS gets it, the words are "Response is not well-formed XML".',
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D13'],
  check: ({ cloudUser, onPremisesUser }) => ({
    cmdlet: 'Get-LabFreeBusy',
    parameters: { TargetMailbox: onPremisesUser, Mailbox: cloudUser },
    session: 'Cloud',
  }),
  break: () => [onNetwork('Set-LabPublishing -Answer HtmlPage')],
  expected: ({ hybrid, cloudUser }) => ({
    result: 'Error',
    says: ["failed due to an error in user setting 'ExternalEwsUrl'", "The element 'html' is no SOAP 1.1 Envelope."],
    iisStatus: [],
    looks: [
      {
        at: 'cloud',
        type: [`Test-OAuthConnectivity -Service EWS -TargetUri https://${hybrid} -Mailbox ${cloudUser} | Format-List`],
        say: 'The test looks at the status alone; the page stands in its Detail.',
        shows: 'HTTP response message: <html>',
      },
    ],
  }),
  mend: () => [onNetwork('Set-LabPublishing -Answer None')],
};
