import type { Cmdlet } from '../cmdlet.js';
import { changeKeys, msolIdentity, msolServicePrincipal } from '../service-principals.js';

/** Remove-MsolServicePrincipalCredential: the cloud forgets certificates. */
export const removeMsolServicePrincipalCredential: Cmdlet = {
  name: 'Remove-MsolServicePrincipalCredential',
  synopsis: 'Takes certificates away from a service principal.',
  sessions: ['Cloud'],
  supportsShouldProcess: true,
  parameters: [...msolIdentity, { name: 'KeyIds', type: 'String[]', mandatory: true, help: 'KeyId of each.' }],
  async run(parameters, context) {
    const principal = msolServicePrincipal(parameters, context);
    const ids = (parameters.KeyIds as readonly string[]).map((id) => id.toLowerCase());
    if (!(await context.shouldProcess({ target: principal.displayName }))) return { output: [] };
    await changeKeys(context, principal.objectId, (keys) => keys.filter(({ keyId }) => !ids.includes(keyId)));
    return { output: [] };
  },
};
