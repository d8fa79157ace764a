import { routingDomain } from '../../directory/default-sharing.js';
import { findServicePrincipal, findTenant } from '../../directory/tenant.js';
import { exchangeApplicationId, paths } from '../../protocol/well-known.js';
import { type BoundParameters, type Cmdlet, type CmdletContext, CmdletError } from '../cmdlet.js';
import { dedicatedApplicationOverride, isDedicatedApplicationOverride } from '../dedicated-application.js';
import { authServersOf } from '../hybrid.js';
import {
  type Configuring,
  createApplication,
  findHybridApplication,
  oauthProblem,
  requireHybridApplication,
  say,
  tenantNow,
  texts,
  updateCertificate,
} from '../hybrid-application.js';
import { hybridApplicationParameters } from '../hybrid-application-parameters.js';
import { confirmPrompt } from '../prompt.js';
import { changeKeys } from '../service-principals.js';
import { changeTenant } from '../tenant-change.js';

const steps = [
  'CreateApplication',
  'UpdateCertificate',
  'ConfigureAuthServer',
  'ConfigureTargetSharingEpr',
  'EnableExchangeHybridApplicationOverride',
] as const;

/** ConfigureExchangeHybridApplication.ps1 of Microsoft CSS, re-created by what it does and says (facts/oauth-outbound-admin §3.8). */
export const configureExchangeHybridApplication: Cmdlet = {
  name: 'ConfigureExchangeHybridApplication.ps1',
  aliases: ['.\\ConfigureExchangeHybridApplication.ps1', './ConfigureExchangeHybridApplication.ps1'],
  synopsis: 'Lets the on-premises servers come to Exchange Online as an application of their own.',
  description:
    'A re-creation of the script of Microsoft CSS: its switches and guards, not its text. What begins with [lab] is ours.',
  examples: ['.\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication'],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: hybridApplicationParameters,
  async run(parameters, context) {
    const configuring = { parameters, context: inTenant(parameters, context), host: [] };
    const wanted = wantedSteps(parameters);
    const consent = wanted.has('CreateApplication') && (await askForConsent(configuring));
    const mayReset = wanted.has('Reset') && (await askForReset(configuring));
    const target = configuring.context.tenant.initialDomain;
    if (!(await context.shouldProcess({ target }))) return { output: [] };
    await configure(configuring, wanted, { consent, mayReset });
    return { output: [], host: configuring.host };
  },
};

function inTenant({ TenantId: id, AzureEnvironment: cloud }: BoundParameters, context: CmdletContext): CmdletContext {
  if (cloud !== undefined && cloud !== 'Global')
    throw new CmdletError('InvalidArgument', `[lab] There is no ${String(cloud)} here, only Global.`);
  if (typeof id !== 'string') return context;
  const tenant = findTenant(context.state.state.tenants, id);
  if (!tenant) throw new CmdletError('InvalidArgument', `There is no tenant '${id}' in this lab.`);
  return { ...context, tenant };
}

type Wanted = ReadonlySet<(typeof steps)[number] | 'Reset' | 'Delete'>;

/** That -FullyConfigure… means these five is inferred from its name. */
function wantedSteps(parameters: BoundParameters): Wanted {
  const fully = parameters.FullyConfigureExchangeHybridApplication === true;
  return new Set([
    ...steps.filter((step) => fully || parameters[step] === true),
    ...(parameters.ResetFirstPartyServicePrincipalKeyCredentials === true ? (['Reset'] as const) : []),
    ...(parameters.DeleteApplication === true ? (['Delete'] as const) : []),
  ]);
}

async function askForConsent({ parameters, context }: Configuring): Promise<boolean> {
  if (parameters.WithoutAdminConsent === true) return false;
  if (parameters.Confirm === false || parameters.WhatIf === true) return true;
  const question = '[lab] Do you consent, for the whole tenant, to full_access_as_app of Exchange Online?';
  return ['Y', 'A'].includes(await context.ask(confirmPrompt('AdminConsent', question)));
}

async function askForReset({ parameters, context }: Configuring): Promise<boolean> {
  if (parameters.Confirm === false || parameters.WhatIf === true) return true;
  const question = `${texts.cleanUpBreaksOldBuilds}\n[lab] Take the key credentials of the shared service principal away?`;
  return ['Y', 'A'].includes(await context.ask(confirmPrompt('CleanUp', question)));
}

async function configure(
  configuring: Configuring,
  wanted: Wanted,
  { consent, mayReset }: { readonly consent: boolean; readonly mayReset: boolean },
): Promise<void> {
  const { context, host } = configuring;
  if (wanted.size === 0) say(host, 'Yellow', ...describe(configuring));
  const problem = steps.some((step) => wanted.has(step)) ? oauthProblem(context) : [];
  say(host, 'Red', ...problem);
  if (problem.length > 0) return;
  if (wanted.has('CreateApplication')) await createApplication(configuring, consent);
  if (wanted.has('UpdateCertificate') && !(await updateCertificate(configuring))) return;
  if (wanted.has('ConfigureAuthServer')) await configureAuthServer(configuring);
  if (wanted.has('ConfigureTargetSharingEpr')) await configureTargetSharingEpr(configuring);
  if (wanted.has('EnableExchangeHybridApplicationOverride')) await enableOverride(configuring);
  if (mayReset) await resetSharedPrincipal(configuring);
  if (wanted.has('Delete')) await deleteApplication(configuring);
}

/** Without a switch: how things stand. */
function describe(configuring: Configuring): readonly string[] {
  const { context } = configuring;
  const { settingOverrides } = context.state.state.organization;
  const isOn = settingOverrides.some(isDedicatedApplicationOverride);
  const isComplete = findHybridApplication(configuring)?.adminConsent === true && oauthProblem(context).length === 0;
  return isOn && !isComplete
    ? [texts.incomplete]
    : ['[lab] Nothing was asked for; -FullyConfigureExchangeHybridApplication does all that is needed'];
}

async function configureAuthServer(configuring: Configuring): Promise<void> {
  const { parameters, context, host } = configuring;
  const { appId } = requireHybridApplication(configuring);
  const { organization, world } = context.state.state;
  const [server] = authServersOf(organization, 'AzureAD', context.tenant).filter(({ enabled }) => enabled);
  if (!server) throw new CmdletError('ObjectNotFound', texts.noAuthServer);
  const domain = (parameters.RemoteRoutingDomain as string | undefined) ?? routingDomain(world);
  await context.invoke('Set-AuthServer', { Identity: server.name, ApplicationIdentifier: appId, DomainName: [domain] });
  say(host, 'Green', `[lab] The auth server ${server.name} has the application ${appId}`);
}

/** Which relationship the script means is inferred: those for the routing domain, so that Autodiscover is not asked. */
async function configureTargetSharingEpr({ parameters, context, host }: Configuring): Promise<void> {
  const { organization, world } = context.state.state;
  const domain = ((parameters.RemoteRoutingDomain as string | undefined) ?? routingDomain(world)).toLowerCase();
  const epr = `https://outlook.office365.com${paths.ews}`;
  for (const { name, domainNames } of organization.organizationRelationships) {
    if (!domainNames.some((one) => one.toLowerCase() === domain)) continue;
    await context.invoke('Set-OrganizationRelationship', { Identity: name, TargetSharingEpr: epr });
    say(host, 'Green', `[lab] TargetSharingEpr of ${name} is ${epr}`);
  }
}

async function enableOverride(configuring: Configuring): Promise<void> {
  const { context, host } = configuring;
  if (!requireHybridApplication(configuring).adminConsent) {
    say(host, 'Red', texts.overrideNeedsConsent);
    return;
  }
  const exists = context.state.state.organization.settingOverrides.some(isDedicatedApplicationOverride);
  if (!exists) {
    const Reason = 'ConfigureExchangeHybridApplication.ps1';
    await context.invoke('New-SettingOverride', { ...dedicatedApplicationOverride, Reason });
  }
  await context.invoke('Get-ExchangeDiagnosticInfo', {
    Process: 'Microsoft.Exchange.Directory.TopologyService',
    Component: 'VariantConfiguration',
    Argument: 'Refresh',
  });
  say(host, 'Green', `[lab] The setting override ${dedicatedApplicationOverride.Name} is in effect`);
}

async function resetSharedPrincipal({ context, host }: Configuring): Promise<void> {
  const principal = findServicePrincipal(tenantNow(context), exchangeApplicationId);
  if (!principal)
    throw new CmdletError('ObjectNotFound', '[lab] The tenant has no service principal of Exchange Online.');
  await changeKeys(context, principal.objectId, () => []);
  say(host, 'Yellow', texts.cleanUpBreaksOldBuilds);
  say(host, 'Green', `[lab] ${principal.displayName} has no key credentials any more`);
}

async function deleteApplication(configuring: Configuring): Promise<void> {
  const { appId, displayName } = requireHybridApplication(configuring);
  await changeTenant(configuring.context, (tenant) => ({
    ...tenant,
    applications: tenant.applications.filter((one) => one.appId !== appId),
    servicePrincipals: tenant.servicePrincipals.filter((one) => one.appId !== appId),
  }));
  say(configuring.host, 'Green', `[lab] The application ${displayName} was deleted`);
}
