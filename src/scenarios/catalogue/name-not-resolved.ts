import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** Seed page: "TargetUri nicht gültig". */
export const nameNotResolved: Scenario = {
  id: 'name-not-resolved',
  title: 'The name of the on-premises Exchange does not resolve',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  subjects: ['dns'],
  teaches: 'No DNS record, no connection: the answer is in the exception, and no log on-premises has a line.',
  ticket: () =>
    'The provider moved our DNS zones on Friday. Since then nobody in the cloud sees when colleagues on-premises are free. Inside the company everything works.',
  hints: () => [
    'How far does the cloud get? Run the test there and read the exception.',
    'The exception names what it was looking for before any connection was made.',
    'Inside and outside of the company, DNS may give different answers. Ask a resolver of the Internet.',
  ],
  cause: 'name-not-resolved',
  sources: ['seed page, table of failures', 'facts/oauth-outbound-admin §1.8 F02 and §6.2 D06'],
  check: cloudAsksOnPremises,
  break: ({ hybrid }) => [onNetwork(`Set-LabName ${hybrid} -Record None`)],
  expected: ({ hybrid }) => ({
    result: 'Error',
    says: [`The remote name could not be resolved: '${hybrid}'`],
    iisStatus: [],
  }),
  mend: ({ hybrid }) => [onNetwork(`Set-LabName ${hybrid} -Record Published`)],
};
