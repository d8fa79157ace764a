import type { SettingOverride } from '../../directory/sharing.js';
import type { Cmdlet, CmdletContext, PowerShellObject } from '../cmdlet.js';
import { objectNotFound } from '../not-found.js';

/** Get-SettingOverride. Its printed form is not in the facts; the properties are those of New-SettingOverride. */
export const getSettingOverride: Cmdlet = {
  name: 'Get-SettingOverride',
  synopsis: 'Shows the setting overrides of the organisation.',
  sessions: ['OnPremises'],
  parameters: [{ name: 'Identity', type: 'String', position: 0, help: 'Name or GUID of one.' }],
  tableView: ['Name', 'ComponentName', 'SectionName', 'Parameters'],
  run({ Identity: identity }, context) {
    const all = context.state.state.organization.settingOverrides;
    const wanted = typeof identity === 'string' ? [requireSettingOverride(identity, context)] : all;
    return { output: wanted.map(settingOverrideObject) };
  },
};

export function requireSettingOverride(identity: string, context: CmdletContext): SettingOverride {
  const wanted = identity.toLowerCase();
  const all = context.state.state.organization.settingOverrides;
  const found = all.find(({ name, guid }) => name.toLowerCase() === wanted || guid === wanted);
  if (!found) throw objectNotFound(identity, context);
  return found;
}

export function settingOverrideObject(override: SettingOverride): PowerShellObject {
  return {
    ComponentName: override.componentName,
    SectionName: override.sectionName,
    Parameters: override.parameters,
    Reason: override.reason === '' ? null : override.reason,
    Server: override.server,
    Name: override.name,
    Identity: override.name,
    Guid: override.guid,
    WhenCreated: new Date(override.whenCreated),
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}
