import type { ActionPlan, ActionsInput } from './action-plan.js';
import { clockActions } from './clock-actions.js';
import { renewalActions } from './renewal-actions.js';
import { uploadActions } from './upload-actions.js';
import type { AuthCertificateAction } from './view.js';

/** What an admin may do next, for the lab as it is now; the one place where these lines are put together. */
export function authCertificateActions(input: ActionsInput): readonly AuthCertificateAction[] {
  return [...renewalActions(input), ...uploadActions(input), restart, ...clockActions(input)].map(actionOf);
}

/** On-premises all of them: a cmdlet of the cloud alone goes there by itself. */
function actionOf({ id, title, script, answers = [], does, not }: ActionPlan): AuthCertificateAction {
  return { id, title, script, session: 'OnPremises', answers, enabled: not === undefined, why: not ?? does };
}

const restart: ActionPlan = {
  id: 'iisreset',
  title: 'Restart IIS',
  script: 'iisreset',
  does: 'The servers load their configuration at once, with every change; else they do so every half hour.',
  not: undefined,
};
