import type { Recipient } from './recipient.js';
import { withTodaysNames } from './renamed-values.js';
import type { LabState } from './state.js';

/**
 * Parts of the state that a version of this program added: a file written before lacks them, and gets those of a healthy
 * lab. `*` is every element of a list; the healthy one of the same name, GUID or tenant is its model.
 */
const laterParts: readonly string[] = [
  'clock',
  'network.webProxy',
  'network.misdirectedNames',
  'network.outboundTls',
  'network.publishing.authorizationHeader',
  'network.publishing.upstreamScheme',
  'network.publishing.preAuthentication',
  'network.publishing.answer',
  'network.publishing.body',
  'network.publishing.certificate',
  'organization.intraOrganizationConnectors',
  'organization.organizationRelationships',
  'organization.settingOverrides',
  'organization.managementRoleAssignments',
  'organization.authenticationPolicies',
  'organization.federationTrusts',
  'organization.enableAuthAdminReadSession',
  'organization.partnerApplications.*.accountType',
  'organization.partnerApplications.*.issuerIdentifier',
  'organization.partnerApplications.*.appOnlyPermissions',
  'organization.partnerApplications.*.actAsPermissions',
  'organization.distributionGroups',
  'organization.servers.*.adSite',
  'organization.servers.*.certificates',
  'organization.servers.*.certificates.*.certificateRequest',
  'organization.servers.*.internalTransportCertificate',
  'organization.servers.*.reachable',
  'organization.servers.*.internetWebProxy',
  'tenants.*.applications',
  'tenants.*.ews',
  'tenants.*.sharedPrincipalBlocked',
  'tenants.*.authenticationPolicies',
  'tenants.*.intraOrganizationConnectors',
  'tenants.*.organizationRelationships',
  'tenants.*.distributionGroups',
];

type Part = Readonly<Record<string, unknown>>;

/** A saved state with what it lacks because it is older than the program. What is there means what it meant. */
export function broughtUpToDate(saved: LabState, healthy: LabState): LabState {
  const named = withRoutingAddresses(withTodaysNames(saved), healthy);
  const state = laterParts.reduce<unknown>((part, path) => filled(part, healthy, path.split('.')), named) as LabState;
  const { beforeScenarios: before } = state;
  return isPart(before) && isPart(before.network)
    ? { ...state, beforeScenarios: broughtUpToDate(before, healthy) }
    : state;
}

/** Before tenants had groups, mailboxes in the cloud had no address of the domain that mail for them is routed to. */
function withRoutingAddresses(saved: LabState, healthy: LabState): LabState {
  if (!Array.isArray(saved.tenants)) return saved;
  const tenants = saved.tenants.map((tenant) => {
    if (!isPart(tenant)) return tenant;
    const model = healthy.tenants.find(({ tenantId }) => tenantId === tenant.tenantId);
    if (!model || 'distributionGroups' in tenant || !Array.isArray(tenant.recipients)) return tenant;
    return { ...tenant, recipients: tenant.recipients.map((one) => routed(one, model.recipients)) };
  });
  return { ...saved, tenants };
}

function routed(recipient: Recipient, models: readonly Recipient[]): Recipient {
  if (!isPart(recipient) || !Array.isArray(recipient.emailAddresses)) return recipient;
  const { emailAddresses = [] } = models.find(({ guid }) => guid === recipient.guid) ?? {};
  const missing = emailAddresses.filter((one) => one.startsWith('smtp:') && !recipient.emailAddresses.includes(one));
  return missing.length === 0 ? recipient : { ...recipient, emailAddresses: [...recipient.emailAddresses, ...missing] };
}

function filled(value: unknown, model: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || !isPart(value) || !isPart(model)) return value;
  if (name === '*') {
    if (!Array.isArray(value) || !Array.isArray(model)) return value;
    return value.map((item) => filled(item, modelOf(item, model), rest));
  }
  if (rest.length === 0) return name in value ? value : { ...value, [name]: model[name] };
  return { ...value, [name]: filled(value[name], model[name], rest) };
}

function modelOf(item: unknown, models: readonly unknown[]): unknown {
  const idOf = (part: unknown) => (isPart(part) ? (part.tenantId ?? part.guid ?? part.name) : undefined);
  return models.find((model) => idOf(model) === idOf(item)) ?? models[0];
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null;
}
