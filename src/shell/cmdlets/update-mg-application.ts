import type { Cmdlet, PowerShellObject } from '../cmdlet.js';
import { replacedKeyCredentials } from '../key-credentials.js';
import { changeApplication } from '../service-principals.js';
import { requireApplication } from './get-mg-application.js';
import { graphProperty } from './update-mg-service-principal.js';

/** Update-MgApplication: replaces the key credentials of an application, the whole list at a time. */
export const updateMgApplication: Cmdlet = {
  name: 'Update-MgApplication',
  synopsis: 'Replaces the key credentials of an application of the tenant.',
  sessions: ['Cloud'],
  supportsShouldProcess: true,
  parameters: [
    { name: 'ApplicationId', type: 'String', mandatory: true, position: 0, fromPipeline: ['Id'], help: 'Object id.' },
    {
      name: 'KeyCredentials',
      type: 'Object[]',
      help: "All of them: @(@{Type='AsymmetricX509Cert'; Usage='Verify'; Key=…}).",
    },
    { name: 'BodyParameter', type: 'Object[]', help: 'The same as one object, @{KeyCredentials=…}.' },
  ],
  async run(parameters, context) {
    const application = requireApplication(parameters.ApplicationId as string, context);
    const keys = graphProperty(parameters, 'KeyCredentials');
    if (!(await context.shouldProcess({ target: application.displayName }))) return { output: [] };
    await changeApplication(context, application.objectId, (old) => ({
      ...old,
      keyCredentials: keys
        ? replacedKeyCredentials(keys as readonly PowerShellObject[], old.keyCredentials, context.random)
        : old.keyCredentials,
    }));
    return { output: [] };
  },
};
