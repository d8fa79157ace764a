import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B03. */
export const serviceNameChanged: Scenario = {
  id: 'service-name-changed',
  title: 'The ServiceName of the auth configuration was changed',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['authConfig'],
  teaches:
    'Exchange asks for tokens as ServiceName, the id of Exchange itself. Who puts the id of an application of his own there, has it ask as somebody whom nobody knows.',
  ticket: () =>
    'We followed a forum post to the letter to “register our Exchange as an app”. Free/busy to the cloud died at once, so we deleted the app again; it did not help.',
  hints: () => [
    'The test on-premises ends at the token service. As whom did the server ask?',
    'AADSTS700016 quotes an application id. There is one place on-premises where this id stands.',
    'Look at Get-AuthConfig line by line, and compare it with a healthy one. FreeBusyChecker does that.',
  ],
  cause: 'service-name-changed',
  sources: ['facts/oauth-outbound-admin §3.1, §1.8 F20 and §6.2 B03'],
  check: onPremisesAsksCloud,
  break: () => [
    onPremises('Set-AuthConfig -ServiceName c1a5e0de-77b0-4f5c-9a54-0d6f3f1b2e90 -Confirm:$false'),
    restartIis,
  ],
  expected: () => ({
    result: 'Error',
    says: ["AADSTS700016: Application with identifier 'c1a5e0de-77b0-4f5c-9a54-0d6f3f1b2e90' was not found"],
    iisStatus: [],
    looks: [{ ...onPremises('FreeBusyChecker.ps1'), shows: 'Service Name does not Seems correct.' }],
  }),
  mend: () => [onPremises(`Set-AuthConfig -ServiceName ${exchangeApplicationId} -Confirm:$false`), restartIis],
};
