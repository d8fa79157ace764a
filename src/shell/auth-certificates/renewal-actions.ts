import { newAuthCertificateCommand } from '../../evidence/knowledge/renewal-steps.js';
import type { ActionPlan, ActionsInput } from './action-plan.js';
import type { AuthCertificateView } from './view.js';

/** From a new certificate to one that alone is left (docs/renew-the-auth-certificate.md). */
export function renewalActions(input: ActionsInput): readonly ActionPlan[] {
  return [...newCertificate(input), ...changeOver(input)];
}

function newCertificate(input: ActionsInput): readonly ActionPlan[] {
  const { authConfig } = input;
  const candidate = candidateFor(input);
  const noCandidate = candidate
    ? undefined
    : `On ${input.server} there is no auth certificate with a private key that lasts as long as the current one: create one first.`;
  const setNext = `Set-AuthConfig -NewCertificateThumbprint ${candidate?.thumbprint ?? '<thumbprint>'} -NewCertificateEffectiveDate`;
  const replaced = authConfig.next === null ? '' : ' It takes the place of the next one that is set.';
  return [
    {
      id: 'create',
      title: 'Create a new certificate',
      script: newAuthCertificateCommand(),
      answers: ['N'],
      does: `A certificate for five years comes into the store of ${input.server}; nobody uses it yet. The question whether it shall replace the SMTP certificate is answered by No.`,
      not: undefined,
    },
    {
      id: 'set-next',
      title: 'Make it the next one, in 49 hours',
      script: `${setNext} (Get-Date).AddHours(49)`,
      does: `The servers have 49 hours to get it; then the AuthAdmin service makes it the current one.${replaced}`,
      not: noCandidate,
    },
    {
      id: 'set-next-now',
      title: 'Make it the next one, from now on',
      script: `${setNext} (Get-Date)`,
      answers: ['Y'],
      does: `It is due at once, and becomes the current one when it is published. The question about less than 48 hours is answered by Yes.${replaced}`,
      not: noCandidate,
    },
  ];
}

function changeOver({ authConfig }: ActionsInput): readonly ActionPlan[] {
  return [
    {
      id: 'publish',
      title: 'Publish the next one now',
      script: 'Set-AuthConfig -PublishCertificate',
      does: 'Next becomes current, current becomes previous. The cloud has to know the new key.',
      not: authConfig.next === null ? 'There is no next certificate to publish.' : undefined,
    },
    {
      id: 'clear-previous',
      title: 'Clear the previous one',
      script: 'Set-AuthConfig -ClearPreviousCertificate',
      does: 'What the previous certificate has signed counts no more, and the metadata document leaves it out.',
      not: authConfig.previous === null ? 'There is no previous certificate.' : undefined,
    },
  ];
}

/**
 * The newest certificate of the server that could follow the current one and has no role yet. Dates of certificates are
 * whole seconds: one that is created within a second of the current one ends with it, and may follow all the same.
 */
function candidateFor({ time, server, authConfig, certificates }: ActionsInput): AuthCertificateView | undefined {
  const least = certificates.find(({ thumbprint }) => thumbprint === authConfig.current)?.notAfter ?? time;
  return certificates.findLast(
    ({ roles, privateKeyOn, notBefore, notAfter }) =>
      roles.length === 0 &&
      privateKeyOn.includes(server) &&
      (notBefore ?? '') <= time &&
      (notAfter ?? '') > time &&
      (notAfter ?? '') >= least,
  );
}
