import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** well-known .NET text; the state of the network of issue 6. */
export const answerCutOff: Scenario = {
  id: 'answer-cut-off',
  title: 'The answer is cut off in the middle',
  difficulty: 'hard',
  direction: 'cloud -> on-premises',
  subjects: ['answerBody'],
  teaches:
    'Exchange has answered with 200 and the caller says that the connection was closed: somebody between them has hung up in mid-sentence.',
  ticket: () =>
    "Small things work, big ones don't, that is what it feels like since the network card of the reverse proxy was replaced. For the cloud nothing works.",
  hints: () => [
    'Compare what the caller says with what the IIS log says.',
    '200 on one side, "closed unexpectedly" on the other: which piece of the answer is missing?',
    'The end of the body never arrives. Look at what hands it on: buffers, limits, its log of errors.',
  ],
  cause: 'connection-reset',
  explanation: 'Here the answer is torn in the middle of its body, by the device that hands it on.',
  sources: ['well-known .NET text'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -Body Cut')],
  expected: () => ({
    result: 'Error',
    says: ['The underlying connection was closed: The connection was closed unexpectedly.'],
    iisStatus: [401, 200],
  }),
  mend: () => [onNetwork('Set-LabPublishing -Body Whole')],
};
