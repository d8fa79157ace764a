import { type BoundParameters, type Cmdlet, CmdletError, type PowerShellObject } from '../cmdlet.js';
import { replacedKeyCredentials } from '../key-credentials.js';
import { changeServicePrincipal, requireServicePrincipal } from '../service-principals.js';

/** Update-MgServicePrincipal: replaces the names or the key credentials of an application, the whole list at a time. */
export const updateMgServicePrincipal: Cmdlet = {
  name: 'Update-MgServicePrincipal',
  synopsis: 'Replaces the names or the key credentials of a service principal.',
  sessions: ['Cloud'],
  supportsShouldProcess: true,
  parameters: [
    {
      name: 'ServicePrincipalId',
      type: 'String',
      mandatory: true,
      position: 0,
      fromPipeline: ['Id'],
      help: 'Object id.',
    },
    {
      name: 'KeyCredentials',
      type: 'Object[]',
      help: "All of them: @(@{Type='AsymmetricX509Cert'; Usage='Verify'; Key=…}).",
    },
    { name: 'ServicePrincipalNames', type: 'String[]', help: 'All names.' },
    {
      name: 'BodyParameter',
      type: 'Object[]',
      help: 'The same as one object, @{KeyCredentials=…; ServicePrincipalNames=…}.',
    },
  ],
  async run(parameters, context) {
    const principal = requireServicePrincipal(parameters.ServicePrincipalId as string, context);
    const keys = graphProperty(parameters, 'KeyCredentials');
    const names = graphProperty(parameters, 'ServicePrincipalNames');
    if (!(await context.shouldProcess({ target: principal.displayName }))) return { output: [] };
    await changeServicePrincipal(context, principal.objectId, (old) => ({
      ...old,
      keyCredentials: keys
        ? replacedKeyCredentials(keys as readonly PowerShellObject[], old.keyCredentials, context.random)
        : old.keyCredentials,
      servicePrincipalNames: names ? names.map(String) : old.servicePrincipalNames,
    }));
    return { output: [] };
  },
};

/** A list given by name or within -BodyParameter. */
export function graphProperty(parameters: BoundParameters, name: string): readonly unknown[] | undefined {
  const body = (parameters.BodyParameter as readonly PowerShellObject[] | undefined)?.[0];
  const inBody = body && Object.entries(body).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  const value: unknown = parameters[name] ?? inBody;
  if (value === undefined || Array.isArray(value)) return value;
  if (typeof value === 'object' || typeof value === 'string') return [value];
  throw new CmdletError('InvalidArgument', `[lab] ${name} takes a list.`);
}
