import type { Cmdlet } from '../cmdlet.js';
import { changeOrganization } from '../organization-change.js';
import { requireSettingOverride } from './get-setting-override.js';
import { waitsForRefresh } from './new-setting-override.js';

/** Remove-SettingOverride: the feature is as setup has it, once the servers have noticed. */
export const removeSettingOverride: Cmdlet = {
  name: 'Remove-SettingOverride',
  synopsis: 'Removes a setting override.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: [
    {
      name: 'Identity',
      type: 'String',
      mandatory: true,
      position: 0,
      fromPipeline: ['Identity'],
      help: 'Name or GUID.',
    },
  ],
  async run({ Identity: identity }, context) {
    const { guid, name } = requireSettingOverride(identity as string, context);
    if (!(await context.shouldProcess({ target: name }))) return { output: [] };
    await changeOrganization(context, (organization) => ({
      ...organization,
      settingOverrides: organization.settingOverrides.filter((one) => one.guid !== guid),
    }));
    return { output: [], warnings: waitsForRefresh(context) };
  },
};
