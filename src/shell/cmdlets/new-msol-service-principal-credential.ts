import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { Cmdlet } from '../cmdlet.js';
import { newKeyCredential } from '../key-credentials.js';
import { changeKeys, msolIdentity, msolServicePrincipal } from '../service-principals.js';

/** New-MsolServicePrincipalCredential: the upload by hand (facts/oauth-outbound-admin §3.3 C). */
export const newMsolServicePrincipalCredential: Cmdlet = {
  name: 'New-MsolServicePrincipalCredential',
  synopsis: 'Gives a service principal one more certificate; the others stay.',
  examples: [
    `New-MsolServicePrincipalCredential -AppPrincipalId ${exchangeApplicationId} -Type asymmetric -Usage Verify -Value $base64`,
  ],
  sessions: ['Cloud'],
  supportsShouldProcess: true,
  parameters: [
    ...msolIdentity,
    { name: 'Type', type: 'String', values: ['Asymmetric'], help: 'Asymmetric: a certificate.' },
    { name: 'Usage', type: 'String', values: ['Verify'], help: 'Verify: it verifies what the application signs.' },
    { name: 'Value', type: 'String', mandatory: true, help: 'The certificate in base64.' },
    { name: 'StartDate', type: 'DateTime', help: "From when it counts; the certificate's begin when left out." },
    { name: 'EndDate', type: 'DateTime', help: "Until when; the certificate's end when left out." },
  ],
  async run(parameters, context) {
    const principal = msolServicePrincipal(parameters, context);
    const { Value, StartDate, EndDate } = parameters;
    const credential = newKeyCredential(
      { key: Value as string, start: StartDate as Date | undefined, end: EndDate as Date | undefined },
      context.random,
    );
    if (!(await context.shouldProcess({ target: principal.displayName }))) return { output: [] };
    await changeKeys(context, principal.objectId, (keys) => [...keys, credential]);
    return { output: [] };
  },
};
