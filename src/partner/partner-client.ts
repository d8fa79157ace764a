import type { Clock } from '../clock.js';
import { getFolderRequest } from '../connectivity/probe.js';
import type { Organization } from '../directory/organization.js';
import { findRecipient } from '../directory/recipient.js';
import type { HttpClient } from '../network/http-client.js';
import type { HttpResponse } from '../network/http-response.js';
import { formatServiceAudience } from '../protocol/audience.js';
import { encodeUnsignedToken } from '../protocol/token.js';
import { selfIssuedClaims, type UserContext, unsignedHeader, userContextClaims } from '../protocol/token-claims.js';
import { nameIdIssuers, paths } from '../protocol/well-known.js';
import { signOnce } from '../tokens/signer.js';
import type { LabPartner } from './partner.js';

/** One call of a partner's to Exchange Web Services. */
export interface PartnerCall {
  /** Host of Exchange. */
  readonly host: string;
  /** On whose behalf; undefined: as the partner itself. */
  readonly mailbox: string | undefined;
  readonly clientRequestId: string;
}

export interface PartnerClientParts {
  readonly http: Pick<HttpClient, 'request'>;
  readonly organization: () => Organization;
  readonly clock: Clock;
}

/**
 * Asks Exchange for a folder with a token that the partner signs itself: the actor token, and for a user the unsigned user
 * context around it (facts/oauth-inbound §3.1, §3.4). It comes with the token at once, since the partner knows Exchange.
 */
export async function callExchange(
  partner: LabPartner,
  call: PartnerCall,
  parts: PartnerClientParts,
): Promise<HttpResponse> {
  const token = await tokenFor(partner, call, parts);
  return parts.http.request(new URL(paths.ews, `https://${call.host}`), {
    method: 'POST',
    headers: [
      ['Authorization', `Bearer ${token}`],
      ['User-Agent', `exchange-oauth-lab/${partner.server}`],
      ['Content-Type', 'text/xml; charset=utf-8'],
      ['client-request-id', call.clientRequestId],
    ],
    body: getFolderRequest(),
  });
}

async function tokenFor(
  partner: LabPartner,
  { host, mailbox }: PartnerCall,
  { organization, clock }: PartnerClientParts,
): Promise<string> {
  const { applicationId, realm } = partner;
  const now = Math.floor(clock.now() / 1000);
  const audience = formatServiceAudience(host, realm);
  const actorToken = await signOnce(await partner.signing(), selfIssuedClaims({ applicationId, realm, host, now }));
  if (mailbox === undefined) return actorToken;
  const claims = userContextClaims(userOf(mailbox, organization()), {
    applicationId,
    realm,
    audience,
    actorToken,
    now,
  });
  return encodeUnsignedToken(unsignedHeader, claims);
}

/** As Active Directory knows him; who is not there is named all the same, and Exchange will say so. */
function userOf(mailbox: string, { recipients }: Organization): UserContext {
  const user = findRecipient(recipients, mailbox);
  const sip = user?.emailAddresses.find((address) => address.toLowerCase().startsWith('sip:'))?.slice('sip:'.length);
  return {
    nameId: user?.sid ?? 'S-1-5-21-0-0-0-0',
    nii: nameIdIssuers.activeDirectory,
    userPrincipalName: user?.userPrincipalName ?? mailbox,
    smtpAddress: user?.primarySmtpAddress ?? mailbox,
    sipAddress: sip ?? '',
  };
}
