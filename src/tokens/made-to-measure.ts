import type { Organization } from '../directory/organization.js';
import { ownRealm } from '../directory/organization.js';
import type { Recipient } from '../directory/recipient.js';
import { findServicePrincipal, findTenant, type Tenant, tenantOfAddress } from '../directory/tenant.js';
import { formatServiceAudience } from '../protocol/audience.js';
import type { Claims } from '../protocol/token.js';
import {
  actorTokenClaims,
  callbackClaims,
  hmaClaims,
  selfIssuedClaims,
  type UserContext,
  unsignedHeader,
  userContextClaims,
} from '../protocol/token-claims.js';
import { exchangeApplicationId, nameIdIssuers, outlookMobileApplicationId, paths } from '../protocol/well-known.js';
import { unsignedToken } from './signer.js';
import { merge, signAs, type TokenKeys, type TokenSignerName } from './token-keys.js';
import { checkOrder, type MadeTokenKind, type TokenOrder, TokenOrderError } from './token-order.js';

/** What tokens are made of. */
export interface TokenWorkshop extends TokenKeys {
  readonly organization: Organization;
  readonly tenants: readonly Tenant[];
  readonly defaultHost: string;
  readonly defaultMailbox: string;
  /** Milliseconds since 1970 by the lab's clock. */
  readonly now: number;
}

/** The GUID of an object that is not there. */
const nobody = '00000000-0000-0000-0000-000000000000';

interface Draft {
  readonly claims: Claims;
  readonly signWith: TokenSignerName;
}

/** Makes the token of an order; throws TokenOrderError. */
export function makeToken(order: TokenOrder, workshop: TokenWorkshop): string {
  checkOrder(order);
  const draft = drafts[order.kind](order, workshop);
  const signWith = order.signWith ?? draft.signWith;
  if (order.kind !== 'actAsUser') {
    return signed(signWith, merge(draft.claims, order.claims), order.header, workshop);
  }
  const actorToken = signed(signWith, merge(draft.claims, order.actorClaims), order.actorHeader, workshop);
  const claims = merge(userContext(order, workshop, actorToken), order.claims);
  return unsignedToken(merge(unsignedHeader, order.header), claims);
}

const drafts: Readonly<Record<MadeTokenKind, (order: TokenOrder, workshop: TokenWorkshop) => Draft>> = {
  actAsUser: actorDraft,
  appOnly: actorDraft,
  hma(order, workshop) {
    const { mailbox, user } = onPremisesUser(order, workshop);
    const claims = hmaClaims({
      tenantId: tenantOf(order, workshop).tenantId,
      host: order.host ?? workshop.defaultHost,
      applicationId: outlookMobileApplicationId,
      userPrincipalName: mailbox,
      sid: user?.sid,
      now: seconds(workshop),
    });
    return { claims, signWith: 'authServer' };
  },
  selfIssued(order, workshop) {
    const { organization } = workshop;
    const claims = selfIssuedClaims({
      applicationId: organization.authConfig.serviceName,
      realm: ownRealm(organization),
      host: order.host ?? workshop.defaultHost,
      now: seconds(workshop),
    });
    return { claims, signWith: 'authCertificate' };
  },
  callback(order, workshop) {
    const host = order.host ?? workshop.defaultHost;
    const { user } = onPremisesUser(order, workshop);
    const claims = callbackClaims({
      metadataHost: host,
      audience: formatServiceAudience(host, ownRealm(workshop.organization)),
      userGuid: user?.guid ?? nobody,
      metadataPath: paths.exchangeMetadata,
      now: seconds(workshop),
    });
    return { claims, signWith: 'authCertificate' };
  },
};

/** Who is meant, and the organisation's user of that address, where there is one. */
function onPremisesUser(order: TokenOrder, { organization, defaultMailbox }: TokenWorkshop) {
  const mailbox = order.mailbox ?? defaultMailbox;
  const wanted = mailbox.toLowerCase();
  return { mailbox, user: organization.recipients.find(({ primarySmtpAddress }) => primarySmtpAddress === wanted) };
}

function actorDraft(order: TokenOrder, workshop: TokenWorkshop): Draft {
  const tenant = tenantOf(order, workshop);
  const claims = actorTokenClaims({
    tenantId: tenant.tenantId,
    applicationId: exchangeApplicationId,
    objectId: findServicePrincipal(tenant, exchangeApplicationId)?.objectId ?? nobody,
    audience: formatServiceAudience(order.host ?? workshop.defaultHost, tenant.tenantId),
    now: seconds(workshop),
  });
  return { claims, signWith: 'authServer' };
}

function userContext(order: TokenOrder, workshop: TokenWorkshop, actorToken: string): Claims {
  const tenant = tenantOf(order, workshop);
  return userContextClaims(userOf(order.mailbox ?? workshop.defaultMailbox, tenant), {
    applicationId: exchangeApplicationId,
    realm: tenant.tenantId,
    audience: formatServiceAudience(order.host ?? workshop.defaultHost, tenant.tenantId),
    actorToken,
    now: seconds(workshop),
  });
}

/** A mailbox that the tenant does not know is named all the same: the token is made to measure. */
function userOf(mailbox: string, tenant: Tenant): UserContext {
  const known: Recipient | undefined = tenant.recipients.find(
    (recipient) => recipient.primarySmtpAddress.toLowerCase() === mailbox.toLowerCase(),
  );
  const address = known?.primarySmtpAddress ?? mailbox;
  return {
    nameId: known?.puid ?? '1003200000000000',
    nii: nameIdIssuers.microsoftOnline,
    userPrincipalName: known?.userPrincipalName ?? address,
    smtpAddress: address,
    sipAddress: address,
  };
}

/** The tenant named in the order, else that of the mailbox's domain, else the lab's own. */
function tenantOf(order: TokenOrder, { tenants }: TokenWorkshop): Tenant {
  if (order.tenant !== undefined) {
    const named = findTenant(tenants, order.tenant);
    if (named) return named;
    const known = tenants.map(({ initialDomain, tenantId }) => `${initialDomain} (${tenantId})`).join(', ');
    throw new TokenOrderError(`There is no tenant '${order.tenant}' in this lab; it has ${known}.`);
  }
  const tenant = (order.mailbox === undefined ? undefined : tenantOfAddress(tenants, order.mailbox)) ?? tenants[0];
  if (!tenant) throw new TokenOrderError('This lab has no tenant.');
  return tenant;
}

function signed(
  signWith: TokenSignerName,
  claims: Claims,
  header: Claims | undefined,
  workshop: TokenWorkshop,
): string {
  const token = signAs(signWith, workshop, claims, header);
  if (token !== undefined) return token;
  throw new TokenOrderError(
    'The organisation has no auth certificate with a private key to sign with (Get-AuthConfig).',
  );
}

function seconds({ now }: TokenWorkshop): number {
  return Math.floor(now / 1000);
}
