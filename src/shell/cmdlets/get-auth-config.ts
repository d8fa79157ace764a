import type { Cmdlet, PowerShellObject } from '../cmdlet.js';
import { blankable, dateOrBlank } from '../property.js';

/** Get-AuthConfig: fields and order of facts/oauth-outbound-admin §3.1. */
export const getAuthConfig: Cmdlet = {
  name: 'Get-AuthConfig',
  synopsis: 'Shows which certificate the organisation signs with, and under which name it speaks.',
  sessions: ['OnPremises'],
  parameters: [],
  run(_, { state }) {
    const { organization, world } = state.state;
    const { authConfig } = organization;
    const dn = world.domain
      .split('.')
      .map((label) => `DC=${label}`)
      .join(',');
    const output: PowerShellObject = {
      CurrentCertificateThumbprint: blankable(authConfig.currentCertificateThumbprint),
      PreviousCertificateThumbprint: blankable(authConfig.previousCertificateThumbprint),
      NextCertificateThumbprint: blankable(authConfig.nextCertificateThumbprint),
      NextCertificateEffectiveDate: dateOrBlank(authConfig.nextCertificateEffectiveDate),
      ServiceName: authConfig.serviceName,
      Realm: blankable(authConfig.realm),
      DeploymentId: null,
      IssuerIdentifier: null,
      Name: 'Auth Configuration',
      AdminDisplayName: null,
      ExchangeVersion: '0.20 (15.0.0.0)',
      DistinguishedName: `CN=Auth Configuration,CN=${organization.name},CN=Microsoft Exchange,CN=Services,CN=Configuration,${dn}`,
      Identity: 'Auth Configuration',
      Guid: authConfig.guid,
      ObjectCategory: `${world.domain}/Configuration/Schema/ms-Exch-Auth-Auth-Config`,
      ObjectClass: ['top', 'container', 'msExchContainer', 'msExchAuthAuthConfig'],
      WhenChanged: dateOrBlank(authConfig.whenChanged),
      WhenCreated: dateOrBlank(authConfig.whenCreated),
      WhenChangedUTC: dateOrBlank(authConfig.whenChanged),
      WhenCreatedUTC: dateOrBlank(authConfig.whenCreated),
      OrganizationId: null,
      Id: 'Auth Configuration',
      OriginatingServer: organization.domainController,
      IsValid: true,
      ObjectState: 'Unchanged',
    };
    return { output: [output] };
  },
};
