import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** facts/oauth-outbound-admin §6.2 D05: the firewall drops what comes from Exchange Online. */
export const connectTimeout: Scenario = {
  id: 'connect-timeout',
  title: 'A firewall swallows the packets of Exchange Online',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  subjects: ['connection'],
  teaches:
    'Nothing comes back, not even a refusal: the caller waits until its time is up. The list of addresses that are let in is too short.',
  ticket: () =>
    'Security has reduced the addresses that may reach us to "what is really needed". From my phone at home the address answers. From the cloud, calendars take for ever and then stay hatched.',
  hints: () => [
    'Does it fail at once, or after a while?',
    'No answer in time, and no line in the IIS log. From where does the address answer, and from where not?',
    'Compare the sources that the firewall lets in with the published ranges of Exchange Online.',
  ],
  cause: 'connect-timeout',
  explanation:
    'Here the firewall drops without a word; in the lab the connection itself is taken, and nothing ever comes back.',
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D05'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -Connection Silent')],
  expected: () => ({ result: 'Error', says: ['The operation has timed out'], iisStatus: [] }),
  mend: () => [onNetwork('Set-LabPublishing -Connection Accept')],
};
