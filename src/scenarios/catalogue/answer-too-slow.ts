import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** facts/oauth-outbound-admin §1.8 (LID 43404). */
export const answerTooSlow: Scenario = {
  id: 'answer-too-slow',
  title: 'The answer comes too slowly',
  difficulty: 'hard',
  direction: 'cloud -> on-premises',
  subjects: ['answerBody'],
  teaches:
    'The IIS log has a line with status 200 and still the caller gets nothing: the answer is lost between them, drop by drop.',
  ticket: () =>
    'Since a new policy shapes the traffic of "unknown applications", free/busy from the cloud times out. The Exchange team shows me 200s in its log and says it is not them.',
  hints: () => [
    'Compare what the caller says with what the IIS log says.',
    'Exchange has answered in no time. How long is the answer on its way?',
    'Who between the two gives so little bandwidth to whom?',
  ],
  cause: 'request-timed-out',
  sources: ['facts/oauth-outbound-admin §1.8 (LID 43404) and §5.2'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -Body Slow')],
  expected: () => ({ result: 'Error', says: ['The operation has timed out'], iisStatus: [401, 200] }),
  mend: () => [onNetwork('Set-LabPublishing -Body Whole')],
};
