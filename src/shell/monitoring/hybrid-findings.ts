import type { AuthServer, Organization } from '../../directory/organization.js';
import { sameText } from '../../protocol/audience.js';
import { lyncApplicationId } from '../../protocol/well-known.js';
import { isDedicatedApplicationOverride } from '../dedicated-application.js';
import { exchangeOnlinePartners } from '../hybrid.js';
import type { Finding } from './finding.js';

/** HealthChecker's section about the hybrid: facts/oauth-outbound-admin §4.5. */
export function hybridFindings(organization: Organization): readonly Finding[] {
  const { hybridConfiguration, authServers, partnerApplications } = organization;
  const detected = hybridConfiguration !== undefined;
  const oAuth =
    authServers.some(({ enabled, type }) => enabled && (type === 'AzureAD' || type === 'MicrosoftACS')) &&
    exchangeOnlinePartners(organization).length > 0;
  const hasLegacyPartner = partnerApplications.some(({ applicationIdentifier }) =>
    sameText(applicationIdentifier, lyncApplicationId),
  );
  const findings: readonly (Omit<Finding, 'server' | 'section'> | false)[] = [
    { name: 'Hybrid Configuration Detected', value: detected },
    detected && { name: 'OAuth between Exchange Server and Exchange Online', value: oAuth },
    ...(detected ? dedicatedApplication(organization) : []),
    hasLegacyPartner && {
      name: '',
      value: 'Legacy Skype for Business Online Partner Application detected',
      color: 'Red',
    },
  ];
  return findings
    .filter((finding) => finding !== false)
    .map((finding) => ({ server: '', section: 'Hybrid', ...finding }));
}

const name = 'Dedicated Exchange Hybrid Application';
const moreInformation = 'https://aka.ms/HC-ExchangeHybridApplication';
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function dedicatedApplication(organization: Organization): readonly Omit<Finding, 'server' | 'section'>[] {
  const overrides = organization.settingOverrides.filter(isDedicatedApplicationOverride);
  const usable = organization.authServers.filter(
    ({ type, applicationIdentifier }) => type === 'AzureAD' && guid.test(applicationIdentifier),
  );
  if (overrides.length > 1) {
    return [
      {
        name,
        value: 'Multiple SettingOverrides detected - unable to determine status of the feature',
        color: 'Red',
        moreInformation,
      },
    ];
  }
  if (overrides.length === 0) {
    return [
      {
        name,
        value: 'Configure the dedicated hybrid app to ensure hybrid features continue working in the future',
        color: 'Yellow',
        moreInformation,
      },
    ];
  }
  if (usable.length === 0) {
    return [
      {
        name,
        value: 'No valid AuthServer object was found that supports the dedicated Exchange Hybrid Application',
        color: 'Red',
        moreInformation,
      },
    ];
  }
  return usable.map((server) => ({ name, value: configured(server), moreInformation }));
}

function configured({ name: server, realm, applicationIdentifier, domainName }: AuthServer): string {
  return `AuthServer: ${server}  TenantId: ${realm}  AppId: ${applicationIdentifier}  Domain(s): ${domainName.join(', ')}`;
}
