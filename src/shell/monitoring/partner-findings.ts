import { applicationRoles } from '../../directory/default-permissions.js';
import type { Organization } from '../../directory/organization.js';
import { exchangeOnlineHosts } from '../../directory/world.js';
import { sameText } from '../../protocol/audience.js';
import { type CmdletContext, CmdletError } from '../cmdlet.js';
import { isExchangeOnline } from '../hybrid.js';
import type { Finding } from './finding.js';

/** FreeBusyChecker's findings about the partner application and its account: what is healthy is in facts/oauth-outbound-admin §3.6. */
export async function partnerFindings(context: CmdletContext): Promise<readonly Finding[]> {
  const { organization } = context.state.state;
  const where = { server: '', section: 'Partner Application' };
  const partner = organization.partnerApplications.find(isExchangeOnline);
  if (!partner) {
    return [{ ...where, name: '', value: '[lab] There is no partner application for Exchange Online', color: 'Red' }];
  }
  return [
    { ...where, name: 'Enabled', value: partner.enabled, color: partner.enabled ? 'Green' : 'Red' },
    { ...where, name: 'ApplicationIdentifier', value: partner.applicationIdentifier, color: 'Green' },
    { ...where, name: 'AuthMetadataUrl', value: partner.authMetadataUrl, color: blank(partner.authMetadataUrl) },
    { ...where, name: 'Realm', value: partner.realm, color: blank(partner.realm) },
    { ...where, name: 'LinkedAccount', value: partner.linkedAccount },
    ...(await accountFindings(partner.linkedAccount, context)),
    ...roleFindings(partner.linkedAccount, organization),
  ];
}

function blank(text: string): 'Green' | 'Red' {
  return text === '' ? 'Green' : 'Red';
}

const healthyAccount = {
  RecipientType: 'User',
  RecipientTypeDetails: 'LinkedUser',
  UserAccountControl: 'AccountDisabled, PasswordNotRequired, NormalAccount',
} as const;

const accountSection = { server: '', section: 'Application Account' };

async function accountFindings(account: string, context: CmdletContext): Promise<readonly Finding[]> {
  try {
    const [user] = (await context.invoke('Get-User', { Identity: account })).output;
    return Object.entries(healthyAccount).map(([name, healthy]) => {
      const value = String(user?.[name] ?? '');
      return { ...accountSection, name, value, color: value === healthy ? 'Green' : 'Red' };
    });
  } catch (error) {
    if (!(error instanceof CmdletError)) throw error;
    return [{ ...accountSection, name: '', value: `[lab] ${error.message}`, color: 'Red' }];
  }
}

function roleFindings(account: string, { managementRoleAssignments }: Organization): readonly Finding[] {
  return applicationRoles.map((role) => {
    const assigned = managementRoleAssignments.some(
      (assignment) => sameText(assignment.role, role) && sameText(assignment.roleAssignee, account),
    );
    return { ...accountSection, name: role, value: assigned, color: assigned ? 'Green' : 'Red' };
  });
}

/** The connector to the cloud: enabled, for the routing domain, to Autodiscover of Exchange Online (facts/oauth-outbound-admin §3.6). */
export function connectorFindings({ intraOrganizationConnectors }: Organization): readonly Finding[] {
  const section = 'IntraOrganizationConnector';
  if (intraOrganizationConnectors.length === 0) {
    return [{ server: '', section, name: '', value: '[lab] There is no IntraOrganizationConnector', color: 'Red' }];
  }
  return intraOrganizationConnectors.flatMap(({ name, targetAddressDomains, discoveryEndpoint, enabled }) => {
    const color = (healthy: boolean) => (healthy ? 'Green' : 'Red');
    const routes = targetAddressDomains.some((domain) => domain.toLowerCase().endsWith('.mail.onmicrosoft.com'));
    const host = URL.canParse(discoveryEndpoint) ? new URL(discoveryEndpoint).hostname : '';
    const where = { server: '', section: `${section} ${name}` };
    return [
      { ...where, name: 'TargetAddressDomains', value: targetAddressDomains, color: color(routes) },
      {
        ...where,
        name: 'DiscoveryEndpoint',
        value: discoveryEndpoint,
        color: color(exchangeOnlineHosts.includes(host)),
      },
      { ...where, name: 'Enabled', value: enabled, color: color(enabled) },
    ];
  });
}
