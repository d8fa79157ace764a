import type { Zone } from 'luxon';
import type { ForeignFreeBusy } from '../connectivity/foreign-free-busy.js';
import type { DistributionGroup } from '../directory/distribution-group.js';
import type { FolderPermission } from '../directory/permissions.js';
import type { Recipient } from '../directory/recipient.js';
import type { ForeignMailbox } from '../directory/sharing-route.js';
import { ewsNamespaces } from '../ews-schema/namespaces.js';
import type { Mailbox } from '../mailbox/mailbox.js';
import type { Subscriptions } from '../mailbox/subscriptions.js';
import type { Refusal } from '../protocol/diagnostics.js';
import type { ExchangeBuild } from '../protocol/exchange-version.js';
import type { Xml } from '../protocol/xml.js';
import type { XmlElement } from '../protocol/xml-document.js';
import type { ElementDeclaration } from '../xsd/model.js';
import { type Reading, readElement } from '../xsd/read.js';
import { type Writing, writeElement } from '../xsd/write.js';
import { AnswerSize } from './answer-size.js';
import type { Budgets } from './budgets.js';
import type { EwsFault } from './fault.js';

/** Who calls: a user the token asserts, one who logged on himself, or an application without one. */
export type EwsCaller =
  | { readonly kind: 'user'; readonly user: Recipient; readonly loggedOn?: boolean }
  | { readonly kind: 'application' };

/** Asks whether a token is enough for a call, once the call is known; undefined when it is. */
export type TokenGrant = (operation: XmlElement) => Refusal | undefined;

/** The organisation, or in the cloud the tenants, that the service works for. */
export interface EwsOrganization {
  /** By any address or name that stands for one recipient. */
  findRecipient(address: string): Recipient | undefined;
  /** The account of a security identifier; accounts of the cloud have none. */
  findBySid(sid: string): Recipient | undefined;
  /** Who stands in the address book of a user. */
  addressBookOf(user: Recipient): readonly Recipient[];
  /** The distribution groups in it. */
  groupsOf(user: Recipient): readonly DistributionGroup[];
  /** The domains whose addresses are of his organisation. */
  domainsOf(user: Recipient): readonly string[];
  /** Undefined for who has no mailbox here. */
  mailboxOf(owner: Recipient): Mailbox | undefined;
  /** Writes down who may do what in a folder of a mailbox, by the folder's name. */
  setFolderPermissions(owner: Recipient, folder: string, permissions: readonly FolderPermission[]): Promise<void>;
  /** An address that nobody has who stands in a user's address book, but another organisation that is known. */
  foreignAddress(address: string, user: Recipient): ForeignMailbox | undefined;
  /** Asks other organisations for free/busy. */
  readonly foreignFreeBusy: ForeignFreeBusy;
  /** Who wants to hear of changes of its mailboxes. */
  readonly subscriptions: Subscriptions;
  /** How many subscriptions a user may have. */
  readonly maxSubscriptions: number;
}

export interface EwsContext {
  readonly build: ExchangeBuild;
  readonly caller: EwsCaller;
  /** Whether the token is enough for the call; left out where every token is. */
  readonly grant?: TokenGrant | undefined;
  /** The fault for an application whose linked account has not the roles it needs; undefined when it has. */
  readonly rolesMissing?: EwsFault | undefined;
  /** It may act for other users than those that tokens assert: it has the role ApplicationImpersonation. */
  readonly mayImpersonate: boolean;
  readonly organization: EwsOrganization;
  /** What its users have had done for them; left out where nobody is throttled. */
  readonly budgets?: Budgets | undefined;
  /** The request comes from the availability service of another organisation. */
  readonly isProxied: boolean;
  /** Milliseconds since 1970 by the lab's clock. */
  now(): number;
  /** What the schema does not know is a violation too. */
  readonly strict: boolean;
}

/** One call: who it works for, and in what circumstances. */
export interface EwsCall {
  /** Whose rights it has: the user that the token asserts, that logged on, or that is impersonated. */
  readonly user: Recipient;
  readonly organization: EwsOrganization;
  /** It comes from the availability service of another organisation. */
  readonly isProxied: boolean;
  readonly build: ExchangeBuild;
  /** That of the header TimeZoneContext: local times without offset are meant in it, and shown in it. */
  readonly zone: Zone;
  readonly now: number;
}

/** An operation of Exchange Web Services: one file each, found by the element that asks for it. */
export interface EwsOperation {
  /** What asks for it and what answers it; in the messages namespace. */
  readonly request: ElementDeclaration;
  readonly response: ElementDeclaration;
  /** The content of the SOAP body; throws SchemaViolation, EwsFault. */
  run(request: XmlElement, call: EwsCall, reading: Reading): Xml | Promise<Xml>;
}

interface Definition<Request, Response> {
  readonly request: ElementDeclaration<Request>;
  readonly response: ElementDeclaration<Response>;
  readonly style?: Writing['style'];
  answer(request: Request, call: EwsCall): Response | Promise<Response>;
}

/** An operation between two elements of the schema: what is asked as a value, what is answered as a value. */
export function operation<Request, Response>({
  request,
  response,
  style = 'prefixed',
  answer,
}: Definition<Request, Response>): EwsOperation {
  const writing: Writing = { namespaces: ewsNamespaces, style, declared: ['m', 't'] };
  /** By the request as it was read: the same text is the same element (protocol/soap.ts), and means the same. */
  const known = new WeakMap<XmlElement, { readonly value: Request; readonly strict: boolean }>();
  const read = (element: XmlElement, reading: Reading): Request => {
    const before = known.get(element);
    if (before?.strict === reading.strict) return before.value;
    const value = readElement(request.type, element, reading);
    known.set(element, { value, strict: reading.strict });
    return value;
  };
  return {
    request,
    response,
    run(element, call, reading) {
      const given = answer(read(element, reading), call);
      return given instanceof Promise
        ? given.then((value) => writeElement(response, value, writing, new AnswerSize().count))
        : writeElement(response, given, writing, new AnswerSize().count);
    },
  };
}
