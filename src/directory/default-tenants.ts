import { acsHost, exchangeApplicationId } from '../protocol/well-known.js';
import { hybridRelationship, intraOrganizationConnector, routingDomain } from './default-sharing.js';
import { cloudGroups } from './distribution-group.js';
import type { Recipient } from './recipient.js';
import type { KeyCredential, ServicePrincipal, Tenant } from './tenant.js';
import { foreignInitialDomain, foreignTenantId, initialDomain, type World } from './world.js';

/** The cloud half of the default lab: the own tenant, which knows the auth certificate, and a foreign one. */
export function defaultTenants(world: World, authCertificate: KeyCredential): readonly Tenant[] {
  const initial = initialDomain(world);
  const foreign = foreignInitialDomain(world);
  const { domain } = world;
  return [
    {
      tenantId: world.tenantId,
      initialDomain: initial,
      domains: [initial, routingDomain(world), domain],
      domainController: 'FR2P281A07DC001.DEUP281A007.PROD.OUTLOOK.COM',
      recipients: ownRecipients(world),
      distributionGroups: cloudGroups(domain),
      servicePrincipals: [
        exchangeServicePrincipal(
          'b4f2a7d9-5c13-4e86-90bd-1a7f3e6c2d58',
          [authCertificate],
          [...world.hosts.map((host) => `https://${host}/`)],
        ),
      ],
      ...nothingSpecial,
      intraOrganizationConnectors: [intraOrganizationConnector(world, 'Cloud')],
      organizationRelationships: [hybridRelationship(world, 'Cloud')],
    },
    {
      tenantId: foreignTenantId,
      initialDomain: foreign,
      domains: [foreign],
      domainController: 'AM0PR08DC001.EURPR08A001.PROD.OUTLOOK.COM',
      recipients: [
        cloudRecipient('user1', foreign, '1003200298A1C5D7', 'UserMailbox', '52c9e3b8-f647-4d1a-a0b5-8d2e7c6f9314'),
      ],
      distributionGroups: [],
      servicePrincipals: [exchangeServicePrincipal('e8d1c6b3-2a94-4f70-85ce-b09d4a7f3e12', [], [])],
      ...nothingSpecial,
      intraOrganizationConnectors: [],
      organizationRelationships: [],
    },
  ];
}

/** user1 lives here, reached by the address that mail from on-premises is routed to; user2 is synchronised, and lives there. */
function ownRecipients(world: World): readonly Recipient[] {
  const { domain } = world;
  const user1 = cloudRecipient(
    'user1',
    domain,
    '10032001E2CBE43B',
    'UserMailbox',
    '1e7b94c5-80d3-4fa2-b6e1-93c5f02d7a48',
  );
  const user2 = cloudRecipient('user2', domain, '10032001E2CBE43C', 'MailUser', '7d41f0a6-3b9e-4c58-8210-6ea5b7d9c0f3');
  const routed = { ...user1, emailAddresses: [...user1.emailAddresses, `smtp:user1@${routingDomain(world)}`] };
  return [routed, { ...user2, targetAddress: `SMTP:user2@${domain}` }];
}

/** A tenant as before 31 October 2025 (design: sharedPrincipalBlocked). */
const nothingSpecial = {
  applications: [],
  ews: { enabled: null, allowedAppIds: [] },
  sharedPrincipalBlocked: false,
  authenticationPolicies: [],
} satisfies Partial<Tenant>;

/** "Office 365 Exchange Online": the same application in every tenant, with names and keys of the tenant's own. */
function exchangeServicePrincipal(
  objectId: string,
  keyCredentials: readonly KeyCredential[],
  hostNames: readonly string[],
): ServicePrincipal {
  return {
    objectId,
    appId: exchangeApplicationId,
    displayName: 'Office 365 Exchange Online',
    servicePrincipalNames: [
      exchangeApplicationId,
      `${exchangeApplicationId}/outlook.office365.com`,
      `${exchangeApplicationId}/${acsHost}`,
      'https://outlook.office365.com/',
      ...hostNames,
    ],
    keyCredentials,
  };
}

/** A recipient in Exchange Online. */
export function cloudRecipient(
  alias: string,
  domain: string,
  puid: string,
  recipientTypeDetails: Recipient['recipientTypeDetails'],
  guid: string,
): Recipient {
  const address = `${alias}@${domain}`;
  return {
    guid,
    name: alias,
    alias,
    displayName: alias,
    userPrincipalName: address,
    primarySmtpAddress: address,
    emailAddresses: [`SMTP:${address}`, `sip:${address}`],
    recipientTypeDetails,
    puid,
  };
}
