import type { SettingOverride } from '../../directory/sharing.js';
import { type Cmdlet, type CmdletContext, CmdletError } from '../cmdlet.js';
import { changeOrganization } from '../organization-change.js';
import { settingOverrideObject } from './get-setting-override.js';

/** New-SettingOverride: switches a feature of the servers (facts/oauth-outbound-admin §3.8). The lab has the dedicated hybrid application's. */
export const newSettingOverride: Cmdlet = {
  name: 'New-SettingOverride',
  synopsis:
    'Switches a feature of the servers; they read it within 60 minutes, or when Get-ExchangeDiagnosticInfo tells them.',
  examples: [
    'New-SettingOverride -Name EnableExchangeHybrid3PAppFeature -Component Global -Section ExchangeOnpremAsThirdPartyAppId -Parameters Enabled=true',
  ],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    { name: 'Name', type: 'String', mandatory: true, position: 0, help: 'Name of the override.' },
    { name: 'Component', type: 'String', mandatory: true, help: 'Component of Exchange, as Global.' },
    { name: 'Section', type: 'String', mandatory: true, help: 'Section of it, as ExchangeOnpremAsThirdPartyAppId.' },
    { name: 'Parameters', type: 'String[]', mandatory: true, help: 'Name=value, as Enabled=true.' },
    { name: 'Reason', type: 'String', help: 'Why.' },
    { name: 'Server', type: 'String[]', help: 'The servers it is for; all of them when left out.' },
  ],
  async run(parameters, context) {
    const { Name, Component, Section, Parameters, Reason, Server } = parameters;
    const override: SettingOverride = {
      name: Name as string,
      guid: context.random.uuid(),
      componentName: Component as string,
      sectionName: Section as string,
      parameters: Parameters as readonly string[],
      reason: typeof Reason === 'string' ? Reason : '',
      server: Array.isArray(Server) ? (Server as readonly string[]) : [],
      whenCreated: new Date(context.clock.now()).toISOString(),
    };
    requireFreeName(override.name, context.state.state.organization.settingOverrides);
    if (!(await context.shouldProcess({ target: override.name }))) return { output: [] };
    await changeOrganization(context, (organization) => {
      requireFreeName(override.name, organization.settingOverrides); // another call may have been quicker
      return { ...organization, settingOverrides: [...organization.settingOverrides, override] };
    });
    return { output: [settingOverrideObject(override)], warnings: waitsForRefresh(context) };
  },
};

function requireFreeName(name: string, overrides: readonly SettingOverride[]): void {
  if (overrides.some((one) => one.name.toLowerCase() === name.toLowerCase()))
    throw new CmdletError('ResourceExists', `[lab] A setting override named '${name}' exists already.`);
}

/** Warning that the servers have not read a change yet; none where they read it at once. */
export function waitsForRefresh({ variantConfiguration, clock }: CmdletContext): readonly string[] {
  const next = variantConfiguration.nextLoad;
  if (next <= clock.now()) return [];
  const refresh =
    'Get-ExchangeDiagnosticInfo -Process Microsoft.Exchange.Directory.TopologyService -Component VariantConfiguration -Argument Refresh';
  return [
    `[lab] takes effect after ${new Date(next).toISOString()}, when the servers read their overrides again; ${refresh} does it at once.`,
  ];
}
