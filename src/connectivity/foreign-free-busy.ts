import type { Recipient } from '../directory/recipient.js';
import type { IntraOrganizationConnector, OrganizationRelationship } from '../directory/sharing.js';
import { type ForeignMailbox, type SharingPartners, sharingRoute } from '../directory/sharing-route.js';
import type { ResponseCode } from '../ews-schema/responses.js';
import type { WantedFreeBusy } from './availability-messages.js';
import type { FreeBusyReport, FreeBusyRequest } from './free-busy.js';

/** Mailboxes of other organisations whose calendars somebody wants to see. */
export interface ForeignFreeBusyRequest {
  /** On whose behalf it is asked: the token asserts him. */
  readonly asker: Recipient;
  readonly mailboxes: readonly ForeignMailbox[];
  readonly wanted: WantedFreeBusy;
}

/** How a side asks other organisations: a report for each mailbox, in their order. */
export type ForeignFreeBusy = (request: ForeignFreeBusyRequest) => Promise<readonly FreeBusyReport[]>;

/** Finds the way to each mailbox's organisation, and asks at every connector once. */
export async function freeBusyByRoute(
  { mailboxes, wanted }: ForeignFreeBusyRequest,
  side: SharingPartners,
  lookUp: (request: FreeBusyRequest) => Promise<readonly FreeBusyReport[]>,
): Promise<readonly FreeBusyReport[]> {
  const routes = mailboxes.map(({ domain }) => sharingRoute(domain, side));
  const connectorOf = (at: number): IntraOrganizationConnector | undefined => {
    const route = routes[at];
    return route && 'connector' in route ? route.connector : undefined;
  };
  const reports = new Map<ForeignMailbox, FreeBusyReport>();
  for (const connector of new Set(mailboxes.map((_, at) => connectorOf(at)))) {
    if (!connector) continue;
    const there = mailboxes.filter((_, at) => connectorOf(at) === connector);
    const found = await lookUp({ addresses: there.map(({ address }) => address), connector, wanted });
    for (const [at, mailbox] of there.entries()) reports.set(mailbox, found[at] ?? {});
  }
  return mailboxes.map((mailbox, at) => {
    const route = routes[at];
    if (!route) return notConfigured(mailbox);
    return 'relationship' in route ? byRelationship(mailbox, route.relationship) : (reports.get(mailbox) ?? {});
  });
}

/** LID 47932; its response code is the one that is documented for an address space nobody has configured. */
function notConfigured({ domain }: ForeignMailbox): FreeBusyReport {
  return failed(
    'ErrorAddressSpaceNotFound',
    `Configuration information for forest/domain ${domain} could not be found in Active Directory.`,
  );
}

/**
 * Delegated authentication (DAuth) with a token of the federation gateway, which the lab has not: so the words are ours.
 * The code is that of its failures (LID 59916). FreeBusyAccessLevel limits what the own organisation shows to the other
 * one; it does not stop the question.
 */
function byRelationship({ domain }: ForeignMailbox, relationship: OrganizationRelationship): FreeBusyReport {
  const { name, freeBusyAccessEnabled } = relationship;
  if (!freeBusyAccessEnabled) {
    return failed(
      'ErrorProxyRequestNotAllowed',
      `[lab] No enabled IntraOrganizationConnector has the domain ${domain}, and the organization relationship '${name}' has FreeBusyAccessEnabled off.`,
    );
  }
  return failed(
    'ErrorProxyRequestProcessingFailed',
    `[lab] No enabled IntraOrganizationConnector has the domain ${domain}, so Exchange uses DAuth by the organization relationship '${name}'; the lab has no DAuth.`,
  );
}

function failed(responseCode: ResponseCode, text: string): FreeBusyReport {
  return { error: { responseCode, text, at: 'configuration' } };
}
