import type { ActionPlan, ActionsInput } from './action-plan.js';
import { clockActions } from './clock-actions.js';
import { renewalActions } from './renewal-actions.js';
import { uploadActions } from './upload-actions.js';
import type { AuthCertificateAction } from './view.js';

/** What an admin may do next, for the lab as it is now; the one place where these lines are put together. */
export function authCertificateActions(input: ActionsInput): readonly AuthCertificateAction[] {
  return [...renewalActions(input), ...uploadActions(input), restart, test(input), ...clockActions(input)].map(
    actionOf,
  );
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

/** On-premises asks the cloud: the way that the certificate is for. */
function test({ mailbox }: ActionsInput): ActionPlan {
  return {
    id: 'test',
    title: 'Test: on-premises asks the cloud',
    script: `Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com -Mailbox ${mailbox ?? '<mailbox>'} | Format-List ResultType,Detail`,
    does: 'The servers sign with what they have loaded, and the cloud looks whether it knows the key.',
    not: mailbox === undefined ? 'There is no mailbox on-premises that the cloud knows.' : undefined,
  };
}
